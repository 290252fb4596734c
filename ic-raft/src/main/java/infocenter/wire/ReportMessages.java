package infocenter.wire;

import static infocenter.wire.Strict.each;
import static infocenter.wire.Strict.nodeId;
import static infocenter.wire.Strict.present;
import static infocenter.wire.Strict.xactionId;

import com.google.protobuf.ByteString;
import infocenter.node.OrderAnswer;
import infocenter.node.ReachAnswer;
import infocenter.node.ReachRequest;
import infocenter.node.ReportAnswer;
import infocenter.node.ReportRequest;
import infocenter.node.RunListing;
import infocenter.node.RunReport;
import infocenter.node.SyncAnswer;
import infocenter.wire.proto.NodeProto;

/** What targets say: in answer to a sync, and on their own. */
final class ReportMessages {
    private ReportMessages() {}

    private static NodeProto.RunReport toProto(RunReport report) {
        return NodeProto.RunReport.newBuilder()
                .setId(report.id().value())
                .setAttempt(report.attempt())
                .setSequence(report.sequence())
                .setError(report.error())
                .setCounters(Values.toProto(report.counters()))
                .build();
    }

    private static RunReport report(NodeProto.RunReport message) {
        return new RunReport(
                xactionId("report.id", message.getId()),
                message.getAttempt(),
                message.getSequence(),
                message.getError(),
                Values.fromProto(present(message.hasCounters(), message.getCounters(), "report.counters")));
    }

    private static NodeProto.RunListing toProto(RunListing listing) {
        return NodeProto.RunListing.newBuilder()
                .setId(listing.id().value())
                .setAttempt(listing.attempt())
                .setEnded(listing.ended())
                .setSuspended(listing.suspended())
                .setIdle(listing.idle())
                .setCounters(Values.toProto(listing.counters()))
                .setPlannedObjects(listing.plannedObjects())
                .build();
    }

    private static RunListing listing(NodeProto.RunListing message) {
        return new RunListing(
                xactionId("listing.id", message.getId()),
                message.getAttempt(),
                message.getEnded(),
                message.getSuspended(),
                message.getIdle(),
                Values.fromProto(present(message.hasCounters(), message.getCounters(), "listing.counters")),
                message.getPlannedObjects());
    }

    static NodeProto.SyncAnswer toProto(SyncAnswer answer) {
        NodeProto.SyncAnswer.Builder message = NodeProto.SyncAnswer.newBuilder()
                .setTarget(answer.target().value())
                .setIncarnation(answer.incarnation())
                .setRefused(answer.refused())
                .setEpoch(answer.epoch())
                .setTerm(answer.term())
                .setNumber(answer.number())
                .setMapSequence(answer.mapSequence())
                .setPlacementVersion(answer.placementVersion())
                .setStopping(answer.stopping())
                .setClusterId(answer.clusterId())
                .setCapacityBytes(answer.capacityBytes())
                .setUsedBytes(answer.usedBytes())
                .setLruWish(answer.lruWish())
                .setDegraded(answer.degraded());
        for (OrderAnswer.Result result : answer.results()) {
            message.addResults(OrderMessages.toProto(result));
        }
        for (RunReport report : answer.reports()) {
            message.addReports(toProto(report));
        }
        for (RunListing listing : answer.inventory()) {
            message.addInventory(toProto(listing));
        }
        return message.build();
    }

    static SyncAnswer syncAnswer(NodeProto.SyncAnswer message) {
        return new SyncAnswer(
                nodeId("target", message.getTarget()),
                message.getIncarnation(),
                message.getRefused(),
                message.getEpoch(),
                message.getTerm(),
                message.getNumber(),
                message.getMapSequence(),
                message.getPlacementVersion(),
                message.getStopping(),
                each(message.getResultsList(), OrderMessages::result),
                each(message.getReportsList(), ReportMessages::report),
                each(message.getInventoryList(), ReportMessages::listing),
                message.getClusterId(),
                message.getCapacityBytes(),
                message.getUsedBytes(),
                message.getLruWish(),
                message.getDegraded());
    }

    static NodeProto.ReportRequest toProto(ReportRequest request) {
        NodeProto.ReportRequest.Builder message = NodeProto.ReportRequest.newBuilder()
                .setClusterId(request.clusterId())
                .setTarget(request.target().value())
                .setIncarnation(request.incarnation());
        for (RunReport report : request.reports()) {
            message.addReports(toProto(report));
        }
        return message.build();
    }

    static ReportRequest reportRequest(NodeProto.ReportRequest message) {
        return new ReportRequest(
                message.getClusterId(),
                nodeId("target", message.getTarget()),
                message.getIncarnation(),
                each(message.getReportsList(), ReportMessages::report));
    }

    static NodeProto.ReportAnswer toProto(ReportAnswer answer) {
        return NodeProto.ReportAnswer.newBuilder()
                .addAllCommitted(answer.committed())
                .build();
    }

    static ReportAnswer reportAnswer(NodeProto.ReportAnswer message) {
        return new ReportAnswer(each(message.getCommittedList(), sequence -> sequence));
    }

    static NodeProto.ReachRequest toProto(ReachRequest request) {
        return NodeProto.ReachRequest.newBuilder()
                .setNodeUrl(request.nodeUrl())
                .setSync(ByteString.copyFrom(request.sync()))
                .build();
    }

    static ReachRequest reachRequest(NodeProto.ReachRequest message) {
        return new ReachRequest(message.getNodeUrl(), message.getSync().toByteArray());
    }

    static NodeProto.ReachAnswer toProto(ReachAnswer answer) {
        return NodeProto.ReachAnswer.newBuilder()
                .setReached(answer.reached())
                .setAnswer(ByteString.copyFrom(answer.answer()))
                .build();
    }

    static ReachAnswer reachAnswer(NodeProto.ReachAnswer message) {
        return new ReachAnswer(message.getReached(), message.getAnswer().toByteArray());
    }
}
