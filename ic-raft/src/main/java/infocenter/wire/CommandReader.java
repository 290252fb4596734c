package infocenter.wire;

import static infocenter.wire.Strict.each;
import static infocenter.wire.Strict.known;
import static infocenter.wire.Strict.nodeId;
import static infocenter.wire.Strict.nodeIds;
import static infocenter.wire.Strict.present;
import static infocenter.wire.Strict.xactionId;

import infocenter.core.bucket.BucketName;
import infocenter.core.command.Command;
import infocenter.core.xaction.Caller;
import infocenter.core.xaction.Counters;
import infocenter.wire.proto.LogProto;
import java.util.List;

/** Each message as a command. The other way is {@link CommandWriter}. */
final class CommandReader {
    private CommandReader() {}

    static Command read(LogProto.Command command) {
        known(command);
        return switch (command.getKindCase()) {
            case INITIALIZE -> read(known(command.getInitialize()));
            case JOIN_NODE -> read(command.getJoinNode());
            case LEAVE_NODE -> read(known(command.getLeaveNode()));
            case MARK_NODE_DOWN -> read(known(command.getMarkNodeDown()));
            case MARK_NODE_UP -> read(known(command.getMarkNodeUp()));
            case EVICT_NODE -> read(known(command.getEvictNode()));
            case FORGET_NODE ->
                new Command.ForgetNode(
                        nodeId("id", known(command.getForgetNode()).getId()));
            case SET_MAINTENANCE -> read(known(command.getSetMaintenance()));
            case PROPOSE_PLACEMENT -> read(known(command.getProposePlacement()));
            case ACTIVATE_PLACEMENT ->
                new Command.ActivatePlacement(
                        known(command.getActivatePlacement()).getVersion());
            case CREATE_BUCKET -> read(known(command.getCreateBucket()));
            case DESTROY_BUCKET -> read(known(command.getDestroyBucket()));
            case SET_BUCKET_PROPERTIES -> read(known(command.getSetBucketProperties()));
            case REGISTER_XACTION -> read(known(command.getRegisterXaction()));
            case RECORD_ACKNOWLEDGEMENTS -> read(known(command.getRecordAcknowledgements()));
            case RECORD_REPORTS -> read(known(command.getRecordReports()));
            case RECORD_PROGRESS -> read(known(command.getRecordProgress()));
            case RESTART_RUN -> read(known(command.getRestartRun()));
            case REQUEST_ABORT -> read(known(command.getRequestAbort()));
            case EXPIRE -> new Command.Expire(known(command.getExpire()).getLimit());
            case TICK -> {
                known(command.getTick());
                yield new Command.Tick();
            }
            case RECORD_CONFIGURATION -> read(known(command.getRecordConfiguration()));
            case REGISTER_TRANSFORMER -> read(known(command.getRegisterTransformer()));
            case REMOVE_TRANSFORMER ->
                new Command.RemoveTransformer(Transforms.name(
                        "name", known(command.getRemoveTransformer()).getName()));
            case RECORD_DEGRADED -> read(known(command.getRecordDegraded()));
            case RAISE_FEATURE_LEVEL ->
                new Command.RaiseFeatureLevel(
                        known(command.getRaiseFeatureLevel()).getLevel());
            case SET_IC_SIZE ->
                new Command.SetIcSize(known(command.getSetIcSize()).getSize());
            case SEAT_GATEWAY -> read(known(command.getSeatGateway()));
            case MOVE_LEADERSHIP ->
                new Command.MoveLeadership(
                        nodeId("to", known(command.getMoveLeadership()).getTo()));
            case KIND_NOT_SET -> throw new WireException("command is missing or of an unknown kind");
        };
    }

    private static Command read(LogProto.Initialize message) {
        return new Command.Initialize(message.getClusterId(), message.getFeatureLevel(), message.getIcSize());
    }

    /** Also travels alone, in the node contract. */
    static Command.JoinNode read(LogProto.JoinNode message) {
        known(message);
        return new Command.JoinNode(
                message.getClusterId(),
                nodeId("id", message.getId()),
                Enums.ROLE.fromProto(message.getRole()),
                Values.fromProto(present(message.hasAddresses(), message.getAddresses(), "addresses")),
                message.getZone(),
                message.getIncarnation(),
                message.hasSeat() ? Values.fromProto(message.getSeat()) : null,
                message.getUnderstands());
    }

    private static Command read(LogProto.LeaveNode message) {
        return new Command.LeaveNode(nodeId("id", message.getId()), message.getIncarnation());
    }

    private static Command read(LogProto.MarkNodeDown message) {
        return new Command.MarkNodeDown(
                nodeId("id", message.getId()), message.getIncarnation(), message.getTerm(), message.getWhy());
    }

    private static Command read(LogProto.RecordDegraded message) {
        return new Command.RecordDegraded(nodeId("id", message.getId()), message.getIncarnation(), message.getWhy());
    }

    private static Command read(LogProto.MarkNodeUp message) {
        return new Command.MarkNodeUp(nodeId("id", message.getId()), message.getIncarnation(), message.getTerm());
    }

    private static Command read(LogProto.EvictNode message) {
        return new Command.EvictNode(nodeId("id", message.getId()), message.getIncarnation());
    }

    private static Command read(LogProto.SetMaintenance message) {
        return new Command.SetMaintenance(nodeId("id", message.getId()), Enums.WISH.fromProto(message.getWish()));
    }

    private static Command read(LogProto.SeatGateway message) {
        return new Command.SeatGateway(nodeId("id", message.getId()), message.getWanted());
    }

    private static Command read(LogProto.ProposePlacement message) {
        return new Command.ProposePlacement(message.getVersion(), nodeIds("targets", message.getTargetsList()));
    }

    private static Command read(LogProto.CreateBucket message) {
        return new Command.CreateBucket(
                bucket(message.hasName(), message.getName()), Values.texts("properties", message.getPropertiesList()));
    }

    private static Command read(LogProto.DestroyBucket message) {
        return new Command.DestroyBucket(bucket(message.hasName(), message.getName()), message.getForce());
    }

    private static Command read(LogProto.SetBucketProperties message) {
        return new Command.SetBucketProperties(
                bucket(message.hasName(), message.getName()), Values.texts("properties", message.getPropertiesList()));
    }

    private static Command read(LogProto.RegisterTransformer message) {
        return new Command.RegisterTransformer(
                Transforms.name("name", message.getName()),
                Transforms.fromProto(present(message.hasMeans(), message.getMeans(), "means")),
                Transforms.fromProto(present(message.hasBounds(), message.getBounds(), "bounds")));
    }

    private static Command read(LogProto.RegisterXaction message) {
        List<BucketName> buckets = each(message.getBucketsList(), Values::fromProto);
        return new Command.RegisterXaction(
                xactionId("id", message.getId()),
                message.getKind(),
                message.getArguments(),
                message.getArgumentsHash(),
                buckets,
                Values.texts("labels", message.getLabelsList()),
                message.hasKey() ? message.getKey() : null,
                message.getBodyHash(),
                Enums.ORIGIN.fromProto(message.getOrigin()),
                caller(message.hasCaller(), message.getCaller()),
                message.getAllowPartial(),
                message.getStartByMillis(),
                message.getDeadlineMillis());
    }

    private static Command read(LogProto.RecordAcknowledgements message) {
        return new Command.RecordAcknowledgements(each(message.getAcknowledgementsList(), CommandReader::read));
    }

    private static Command.RecordAcknowledgements.Acknowledgement read(
            LogProto.RecordAcknowledgements.Acknowledgement message) {
        known(message);
        return new Command.RecordAcknowledgements.Acknowledgement(
                xactionId("id", message.getId()),
                nodeId("target", message.getTarget()),
                message.getIncarnation(),
                message.getAttempt());
    }

    private static Command read(LogProto.RecordReports message) {
        return new Command.RecordReports(each(message.getEndsList(), CommandReader::read));
    }

    private static Command.RecordReports.RunEnd read(LogProto.RecordReports.RunEnd message) {
        known(message);
        return new Command.RecordReports.RunEnd(
                xactionId("id", message.getId()),
                nodeId("target", message.getTarget()),
                message.getIncarnation(),
                message.getAttempt(),
                message.getSequence(),
                Enums.HOW.fromProto(message.getHow()),
                message.getError(),
                counters(message.hasCounters(), message.getCounters()));
    }

    private static Command read(LogProto.RecordProgress message) {
        return new Command.RecordProgress(each(message.getProgressList(), CommandReader::read));
    }

    private static Command.RecordProgress.Progress read(LogProto.RecordProgress.Progress message) {
        known(message);
        return new Command.RecordProgress.Progress(
                xactionId("id", message.getId()),
                nodeId("target", message.getTarget()),
                message.getIncarnation(),
                message.getAttempt(),
                counters(message.hasCounters(), message.getCounters()),
                message.getPlannedObjects(),
                message.getIdle());
    }

    private static Command read(LogProto.RestartRun message) {
        return new Command.RestartRun(
                xactionId("id", message.getId()),
                nodeId("target", message.getTarget()),
                message.getAttempt(),
                message.getIncarnation());
    }

    private static Command read(LogProto.RequestAbort message) {
        return new Command.RequestAbort(
                xactionId("id", message.getId()),
                Enums.ORIGIN.fromProto(message.getCause()),
                caller(message.hasCaller(), message.getCaller()));
    }

    private static Command read(LogProto.RecordConfiguration message) {
        return new Command.RecordConfiguration(
                message.getTerm(), message.getIndex(), each(message.getPeerIdsList(), peer -> peer));
    }

    private static BucketName bucket(boolean there, LogProto.BucketName message) {
        return Values.fromProto(present(there, message, "name"));
    }

    private static Caller caller(boolean there, LogProto.Caller message) {
        return Values.fromProto(present(there, message, "caller"));
    }

    private static Counters counters(boolean there, LogProto.Counters message) {
        return Values.fromProto(present(there, message, "counters"));
    }
}
