package infocenter.wire;

import static infocenter.wire.Strict.each;
import static infocenter.wire.Strict.nodeId;
import static infocenter.wire.Strict.present;

import infocenter.core.bucket.Bucket;
import infocenter.node.ClusterMap;
import infocenter.node.JoinAnswer;
import infocenter.node.JoinRequest;
import infocenter.node.MapRequest;
import infocenter.node.WhoAnswer;
import infocenter.node.WhoRequest;
import infocenter.wire.proto.NodeProto;

/** How a node gets in, and the map that it fetches then. */
final class MapMessages {
    private MapMessages() {}

    static NodeProto.JoinRequest toProto(JoinRequest request) {
        NodeProto.JoinRequest.Builder message = NodeProto.JoinRequest.newBuilder()
                .setJoin(CommandWriter.joinNode(request.join()))
                .setForwarded(request.forwarded());
        if (request.proof() != null) {
            message.setProof(SecretMessages.toProto(request.proof()));
        }
        return message.build();
    }

    static JoinRequest joinRequest(NodeProto.JoinRequest message) {
        return new JoinRequest(
                CommandReader.read(present(message.hasJoin(), message.getJoin(), "join")),
                message.getForwarded(),
                message.hasProof() ? SecretMessages.fromProto(message.getProof()) : null);
    }

    static NodeProto.JoinAnswer toProto(JoinAnswer answer) {
        return NodeProto.JoinAnswer.newBuilder()
                .setClusterId(answer.clusterId())
                .setOutcome(Outcomes.toProto(answer.outcome()))
                .build();
    }

    static JoinAnswer joinAnswer(NodeProto.JoinAnswer message) {
        return new JoinAnswer(
                message.getClusterId(),
                Outcomes.fromProto(present(message.hasOutcome(), message.getOutcome(), "outcome")));
    }

    static NodeProto.MapRequest toProto(MapRequest request) {
        return NodeProto.MapRequest.newBuilder()
                .setSender(request.sender().value())
                .setIncarnation(request.incarnation())
                .build();
    }

    static MapRequest mapRequest(NodeProto.MapRequest message) {
        return new MapRequest(nodeId("sender", message.getSender()), message.getIncarnation());
    }

    static NodeProto.ClusterMap toProto(ClusterMap map) {
        NodeProto.ClusterMap.Builder message = NodeProto.ClusterMap.newBuilder()
                .setCluster(ClusterValues.toProto(map.cluster()))
                .setSequence(map.sequence())
                .setTerm(map.term())
                .setIndex(map.index());
        for (Bucket bucket : map.buckets()) {
            message.addBuckets(ClusterValues.toProto(bucket));
        }
        map.transformers().forEach(one -> message.addTransformers(Transforms.toProto(one)));
        if (map.identity() != null) {
            message.setIdentity(ClusterValues.toProto(map.identity()));
        }
        return message.build();
    }

    static ClusterMap clusterMap(NodeProto.ClusterMap message) {
        return new ClusterMap(
                message.hasIdentity() ? ClusterValues.fromProto(message.getIdentity()) : null,
                ClusterValues.fromProto(present(message.hasCluster(), message.getCluster(), "cluster")),
                each(message.getBucketsList(), ClusterValues::bucket),
                message.getSequence(),
                message.getTerm(),
                message.getIndex(),
                each(message.getTransformersList(), Transforms::fromProto));
    }

    static NodeProto.WhoRequest toProto(WhoRequest request) {
        return NodeProto.WhoRequest.newBuilder()
                .setSender(request.sender().value())
                .setFounding(request.founding())
                .setClusterId(request.clusterId())
                .setEpoch(request.epoch())
                .build();
    }

    static WhoRequest whoRequest(NodeProto.WhoRequest message) {
        return new WhoRequest(
                nodeId("sender", message.getSender()),
                message.getFounding(),
                message.getClusterId(),
                message.getEpoch());
    }

    static NodeProto.WhoAnswer toProto(WhoAnswer answer) {
        return NodeProto.WhoAnswer.newBuilder()
                .setId(answer.id().value())
                .setIncarnation(answer.incarnation())
                .setClusterId(answer.clusterId())
                .setEpoch(answer.epoch())
                .setFounding(answer.founding())
                .build();
    }

    static WhoAnswer whoAnswer(NodeProto.WhoAnswer message) {
        return new WhoAnswer(
                nodeId("id", message.getId()),
                message.getIncarnation(),
                message.getClusterId(),
                message.getEpoch(),
                message.getFounding());
    }
}
