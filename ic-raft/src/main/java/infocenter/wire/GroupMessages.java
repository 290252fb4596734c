package infocenter.wire;

import static infocenter.wire.Strict.each;
import static infocenter.wire.Strict.present;

import infocenter.node.ReadIndexAnswer;
import infocenter.node.ReadIndexRequest;
import infocenter.node.SubmitAnswer;
import infocenter.node.SubmitRequest;
import infocenter.node.TermAnswer;
import infocenter.node.TermRequest;
import infocenter.wire.proto.NodeProto;

/** What gateways ask members of the group. */
final class GroupMessages {
    private GroupMessages() {}

    static NodeProto.SubmitRequest toProto(SubmitRequest request) {
        NodeProto.SubmitRequest.Builder message = NodeProto.SubmitRequest.newBuilder()
                .setClusterId(request.clusterId())
                .setBatch(LogCodec.toProto(request.batch()))
                .setWithinMillis(request.withinMillis())
                .setEpoch(request.epoch());
        if (request.proof() != null) {
            message.setProof(SecretMessages.toProto(request.proof()));
        }
        return message.build();
    }

    static SubmitRequest submitRequest(NodeProto.SubmitRequest message) {
        return new SubmitRequest(
                message.getClusterId(),
                LogCodec.fromProto(present(message.hasBatch(), message.getBatch(), "batch")),
                message.getWithinMillis(),
                message.getEpoch(),
                message.hasProof() ? SecretMessages.fromProto(message.getProof()) : null);
    }

    static NodeProto.SubmitAnswer toProto(SubmitAnswer answer) {
        return NodeProto.SubmitAnswer.newBuilder()
                .setStatus(Enums.SUBMIT_STATUS.toProto(answer.status()))
                .setLeaderUrl(answer.leaderUrl())
                .setTerm(answer.term())
                .setIndex(answer.index())
                .addAllOutcomes(Outcomes.toProto(answer.outcomes()))
                .build();
    }

    static SubmitAnswer submitAnswer(NodeProto.SubmitAnswer message) {
        return new SubmitAnswer(
                Enums.SUBMIT_STATUS.fromProto(message.getStatus()),
                message.getLeaderUrl(),
                message.getTerm(),
                message.getIndex(),
                each(message.getOutcomesList(), Outcomes::fromProto));
    }

    static NodeProto.TermRequest toProto(TermRequest request) {
        return NodeProto.TermRequest.newBuilder()
                .setGroupId(request.groupId())
                .setPeerId(request.peerId())
                .build();
    }

    static TermRequest termRequest(NodeProto.TermRequest message) {
        return new TermRequest(message.getGroupId(), message.getPeerId());
    }

    static NodeProto.TermAnswer toProto(TermAnswer answer) {
        return NodeProto.TermAnswer.newBuilder()
                .setPeerId(answer.peerId())
                .setTerm(answer.term())
                .build();
    }

    static TermAnswer termAnswer(NodeProto.TermAnswer message) {
        return new TermAnswer(message.getPeerId(), message.getTerm());
    }

    static NodeProto.ReadIndexRequest toProto(ReadIndexRequest request) {
        return NodeProto.ReadIndexRequest.newBuilder()
                .setGroupId(request.groupId())
                .build();
    }

    static ReadIndexRequest readIndexRequest(NodeProto.ReadIndexRequest message) {
        return new ReadIndexRequest(message.getGroupId());
    }

    static NodeProto.ReadIndexAnswer toProto(ReadIndexAnswer answer) {
        return NodeProto.ReadIndexAnswer.newBuilder()
                .setConfirmed(answer.confirmed())
                .setLeaderUrl(answer.leaderUrl())
                .setTerm(answer.term())
                .setIndex(answer.index())
                .build();
    }

    static ReadIndexAnswer readIndexAnswer(NodeProto.ReadIndexAnswer message) {
        return new ReadIndexAnswer(
                message.getConfirmed(), message.getLeaderUrl(), message.getTerm(), message.getIndex());
    }
}
