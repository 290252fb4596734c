package infocenter.wire;

import static infocenter.wire.Strict.each;
import static infocenter.wire.Strict.nodeId;
import static infocenter.wire.Strict.xactionId;

import infocenter.core.bucket.BucketRef;
import infocenter.core.cluster.NodeId;
import infocenter.node.Order;
import infocenter.node.OrderAnswer;
import infocenter.node.OrderRequest;
import infocenter.node.SyncRequest;
import infocenter.wire.proto.NodeProto;

/** What targets are told, and what became of each order. */
final class OrderMessages {
    private OrderMessages() {}

    static NodeProto.Order toProto(Order order) {
        NodeProto.Order.Builder message = NodeProto.Order.newBuilder()
                .setType(Enums.ORDER_TYPE.toProto(order.type()))
                .setId(order.id().value())
                .setAttempt(order.attempt())
                .setIncarnation(order.incarnation())
                .setSequence(order.sequence())
                .setKind(order.kind())
                .setArguments(order.arguments())
                .setArgumentsHash(order.argumentsHash());
        for (BucketRef bucket : order.buckets()) {
            message.addBuckets(Values.toProto(bucket));
        }
        for (NodeId target : order.targets()) {
            message.addTargets(target.value());
        }
        if (order.transformer() != null) {
            message.setTransformer(Transforms.toProto(order.transformer()));
        }
        return message.build();
    }

    private static Order order(NodeProto.Order message) {
        return new Order(
                Enums.ORDER_TYPE.fromProto(message.getType()),
                xactionId("order.id", message.getId()),
                message.getAttempt(),
                message.getIncarnation(),
                message.getSequence(),
                message.getKind(),
                message.getArguments(),
                message.getArgumentsHash(),
                each(message.getBucketsList(), Values::fromProto),
                each(message.getTargetsList(), target -> nodeId("order.targets", target)),
                message.hasTransformer() ? Transforms.fromProto(message.getTransformer()) : null);
    }

    static NodeProto.OrderRequest toProto(OrderRequest request) {
        NodeProto.OrderRequest.Builder message = NodeProto.OrderRequest.newBuilder()
                .setClusterId(request.clusterId())
                .setEpoch(request.epoch())
                .setTerm(request.term())
                .setSender(request.sender().value());
        for (Order order : request.orders()) {
            message.addOrders(toProto(order));
        }
        return message.build();
    }

    static OrderRequest orderRequest(NodeProto.OrderRequest message) {
        return new OrderRequest(
                message.getClusterId(),
                message.getEpoch(),
                message.getTerm(),
                nodeId("sender", message.getSender()),
                each(message.getOrdersList(), OrderMessages::order));
    }

    static NodeProto.OrderResult toProto(OrderAnswer.Result result) {
        return NodeProto.OrderResult.newBuilder()
                .setId(result.id().value())
                .setAttempt(result.attempt())
                .setStatus(Enums.ORDER_STATUS.toProto(result.status()))
                .setMessage(result.message())
                .build();
    }

    static OrderAnswer.Result result(NodeProto.OrderResult message) {
        return new OrderAnswer.Result(
                xactionId("result.id", message.getId()),
                message.getAttempt(),
                Enums.ORDER_STATUS.fromProto(message.getStatus()),
                message.getMessage());
    }

    static NodeProto.OrderAnswer toProto(OrderAnswer answer) {
        NodeProto.OrderAnswer.Builder message = NodeProto.OrderAnswer.newBuilder()
                .setIncarnation(answer.incarnation())
                .setEpoch(answer.epoch())
                .setTerm(answer.term());
        for (OrderAnswer.Result result : answer.results()) {
            message.addResults(toProto(result));
        }
        return message.build();
    }

    static OrderAnswer orderAnswer(NodeProto.OrderAnswer message) {
        return new OrderAnswer(
                message.getIncarnation(),
                message.getEpoch(),
                message.getTerm(),
                each(message.getResultsList(), OrderMessages::result));
    }

    static NodeProto.SyncRequest toProto(SyncRequest request) {
        NodeProto.SyncRequest.Builder message = NodeProto.SyncRequest.newBuilder()
                .setClusterId(request.clusterId())
                .setEpoch(request.epoch())
                .setTerm(request.term())
                .setNumber(request.number())
                .setLeader(request.leader().value())
                .setLeaderUrl(request.leaderUrl())
                .setAckIncarnation(request.ackIncarnation())
                .setAckNumber(request.ackNumber())
                .setMapSequence(request.mapSequence())
                .setProposedVersion(request.proposedVersion())
                .setActiveVersion(request.activeVersion())
                .setSettledFloor(request.settledFloor());
        for (Order order : request.orders()) {
            message.addOrders(toProto(order));
        }
        for (SyncRequest.Committed committed : request.committed()) {
            message.addCommitted(NodeProto.SyncRequest.Committed.newBuilder()
                    .setId(committed.id().value())
                    .setAttempt(committed.attempt())
                    .setReportSequence(committed.reportSequence()));
        }
        return message.build();
    }

    static SyncRequest syncRequest(NodeProto.SyncRequest message) {
        return new SyncRequest(
                message.getClusterId(),
                message.getEpoch(),
                message.getTerm(),
                message.getNumber(),
                nodeId("leader", message.getLeader()),
                message.getLeaderUrl(),
                message.getAckIncarnation(),
                message.getAckNumber(),
                message.getMapSequence(),
                message.getProposedVersion(),
                message.getActiveVersion(),
                message.getSettledFloor(),
                each(message.getOrdersList(), OrderMessages::order),
                each(message.getCommittedList(), OrderMessages::committed));
    }

    private static SyncRequest.Committed committed(NodeProto.SyncRequest.Committed message) {
        return new SyncRequest.Committed(
                xactionId("committed.id", message.getId()), message.getAttempt(), message.getReportSequence());
    }
}
