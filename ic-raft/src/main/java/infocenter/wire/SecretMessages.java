package infocenter.wire;

import static infocenter.wire.Strict.nodeId;

import com.google.protobuf.ByteString;
import infocenter.node.ChallengeAnswer;
import infocenter.node.ChallengeRequest;
import infocenter.node.JoinProof;
import infocenter.wire.proto.NodeProto;

/** How nodes show each other that they have the cluster's secret. */
final class SecretMessages {
    private SecretMessages() {}

    static NodeProto.ChallengeRequest toProto(ChallengeRequest request) {
        return NodeProto.ChallengeRequest.newBuilder()
                .setNode(request.node().value())
                .setNonce(ByteString.copyFrom(request.nonce()))
                .build();
    }

    static ChallengeRequest challengeRequest(NodeProto.ChallengeRequest message) {
        return new ChallengeRequest(
                nodeId("node", message.getNode()), message.getNonce().toByteArray());
    }

    static NodeProto.ChallengeAnswer toProto(ChallengeAnswer answer) {
        return NodeProto.ChallengeAnswer.newBuilder()
                .setClusterId(answer.clusterId())
                .setQuestion(ByteString.copyFrom(answer.question()))
                .setMac(ByteString.copyFrom(answer.mac()))
                .build();
    }

    static ChallengeAnswer challengeAnswer(NodeProto.ChallengeAnswer message) {
        return new ChallengeAnswer(
                message.getClusterId(),
                message.getQuestion().toByteArray(),
                message.getMac().toByteArray());
    }

    static NodeProto.JoinProof toProto(JoinProof proof) {
        return NodeProto.JoinProof.newBuilder()
                .setQuestion(ByteString.copyFrom(proof.question()))
                .setMac(ByteString.copyFrom(proof.mac()))
                .build();
    }

    static JoinProof fromProto(NodeProto.JoinProof message) {
        return new JoinProof(
                message.getQuestion().toByteArray(), message.getMac().toByteArray());
    }
}
