package infocenter.wire;

import static infocenter.wire.Strict.each;
import static infocenter.wire.Strict.known;
import static infocenter.wire.Strict.nodeId;
import static infocenter.wire.Strict.present;
import static infocenter.wire.Strict.xactionId;

import com.google.protobuf.Message;
import infocenter.core.bucket.BucketRef;
import infocenter.core.cluster.NodeId;
import infocenter.core.xaction.Abort;
import infocenter.core.xaction.Caller;
import infocenter.core.xaction.End;
import infocenter.core.xaction.Pace;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.Xaction;
import infocenter.wire.proto.SnapshotProto;
import java.util.TreeMap;
import org.pcollections.TreePMap;

/** Rows of the table and their runs. */
final class XactionRows {
    private XactionRows() {}

    static SnapshotProto.Xaction toProto(Xaction row) {
        SnapshotProto.Xaction.Builder message = SnapshotProto.Xaction.newBuilder()
                .setId(row.id().value())
                .setKind(row.kind())
                .setArguments(row.arguments())
                .setArgumentsHash(row.argumentsHash())
                .addAllLabels(Values.toProto(row.labels()))
                .setOrigin(Enums.ORIGIN.toProto(row.origin()))
                .setCaller(Values.toProto(row.caller()))
                .setPolicy(Enums.POLICY.toProto(row.policy()))
                .setPartial(row.partial())
                .setSequence(row.sequence())
                .setRegisteredMillis(row.registeredMillis())
                .setRegisteredShownMillis(row.registeredShownMillis())
                .setDeadlineMillis(row.deadlineMillis())
                .setAcknowledged(row.acknowledged());
        for (BucketRef bucket : row.buckets()) {
            message.addBuckets(Values.toProto(bucket));
        }
        for (Run run : row.runs().values()) {
            message.addRuns(toProto(run));
        }
        if (row.transformer() != null) {
            message.setTransformer(Transforms.toProto(row.transformer()));
        }
        if (row.key() != null) {
            message.setKey(row.key());
        }
        if (row.abort() != null) {
            message.setAbort(toProto(row.abort()));
        }
        if (row.end() != null) {
            message.setEnd(toProto(row.end()));
        }
        return message.build();
    }

    static Xaction row(SnapshotProto.Xaction message, SharedValues shared) {
        known(message);
        return new Xaction(
                xactionId("xaction.id", message.getId()),
                shared.one(message.getKind()),
                shared.one(message.getArguments()),
                message.getArgumentsHash(),
                shared.one(each(message.getBucketsList(), Values::fromProto)),
                Values.texts("xaction.labels", message.getLabelsList()),
                message.hasKey() ? message.getKey() : null,
                Enums.ORIGIN.fromProto(message.getOrigin()),
                shared(Values.fromProto(present(message.hasCaller(), message.getCaller(), "xaction.caller")), shared),
                Enums.POLICY.fromProto(message.getPolicy()),
                message.getPartial(),
                message.getSequence(),
                message.getRegisteredMillis(),
                message.getRegisteredShownMillis(),
                message.getDeadlineMillis(),
                message.getAcknowledged(),
                message.hasAbort() ? fromProto(message.getAbort()) : null,
                runs(message, shared),
                message.hasEnd() ? fromProto(message.getEnd()) : null,
                message.hasTransformer() ? Transforms.fromProto(message.getTransformer()) : null);
    }

    /** What is said why is of one row; who says it, and where, is of many. */
    private static Caller shared(Caller caller, SharedValues shared) {
        return new Caller(shared.one(caller.who()), shared.one(caller.from()), caller.why());
    }

    private static TreePMap<NodeId, Run> runs(SnapshotProto.Xaction message, SharedValues shared) {
        TreeMap<NodeId, Run> runs = new TreeMap<>();
        for (SnapshotProto.Run one : message.getRunsList()) {
            Run run = fromProto(one, shared);
            if (runs.put(run.target(), run) != null) {
                throw new WireException("xaction.runs has a target twice: " + run.target());
            }
        }
        return TreePMap.fromSortedMap(runs);
    }

    private static SnapshotProto.Abort toProto(Abort abort) {
        return SnapshotProto.Abort.newBuilder()
                .setSequence(abort.sequence())
                .setCause(Enums.ORIGIN.toProto(abort.cause()))
                .setCaller(Values.toProto(abort.caller()))
                .setAtMillis(abort.atMillis())
                .setAtShownMillis(abort.atShownMillis())
                .build();
    }

    private static Abort fromProto(SnapshotProto.Abort message) {
        known(message);
        return new Abort(
                message.getSequence(),
                Enums.ORIGIN.fromProto(message.getCause()),
                Values.fromProto(present(message.hasCaller(), message.getCaller(), "abort.caller")),
                message.getAtMillis(),
                message.getAtShownMillis());
    }

    private static SnapshotProto.End toProto(End end) {
        return SnapshotProto.End.newBuilder()
                .setAtMillis(end.atMillis())
                .setAtShownMillis(end.atShownMillis())
                .setCause(Enums.ORIGIN.toProto(end.cause()))
                .setError(end.error())
                .build();
    }

    private static End fromProto(SnapshotProto.End message) {
        known(message);
        return new End(
                message.getAtMillis(),
                message.getAtShownMillis(),
                Enums.ORIGIN.fromProto(message.getCause()),
                message.getError());
    }

    private static SnapshotProto.Run toProto(Run run) {
        SnapshotProto.Run.Builder message = SnapshotProto.Run.newBuilder()
                .setTarget(run.target().value())
                .setIncarnation(run.incarnation())
                .setAttempt(run.attempt())
                .setSequence(run.sequence())
                .setStartByMillis(run.startByMillis())
                .setCounters(Values.toProto(run.counters()))
                .setPlannedObjects(run.plannedObjects())
                .setIdle(run.idle())
                .setReportSequence(run.reportSequence())
                .setStartShownMillis(run.startShownMillis())
                .setEndShownMillis(run.endShownMillis());
        if (!run.pace().equals(Pace.NONE)) {
            message.setPace(PaceRows.toProto(run.pace()));
        }
        setState(message, run.state());
        return message.build();
    }

    private static void setState(SnapshotProto.Run.Builder message, RunState state) {
        if (state instanceof RunState.Owed) {
            message.setOwed(SnapshotProto.Run.Owed.getDefaultInstance());
        } else if (state instanceof RunState.Running) {
            message.setRunning(SnapshotProto.Run.Running.getDefaultInstance());
        } else if (state instanceof RunState.Interrupted interrupted) {
            message.setInterrupted(
                    SnapshotProto.Run.Interrupted.newBuilder().setUntilMillis(interrupted.untilMillis()));
        } else if (state instanceof RunState.Finished) {
            message.setFinished(SnapshotProto.Run.Finished.getDefaultInstance());
        } else if (state instanceof RunState.Failed failed) {
            message.setFailed(SnapshotProto.Run.Failed.newBuilder().setError(failed.error()));
        } else if (state instanceof RunState.Aborted) {
            message.setAborted(SnapshotProto.Run.Aborted.getDefaultInstance());
        } else if (state instanceof RunState.Lost lost) {
            message.setLost(SnapshotProto.Run.Lost.newBuilder().setReason(lost.reason()));
        } else {
            throw new WireException("run state has no message in snapshot.proto: " + state);
        }
    }

    private static Run fromProto(SnapshotProto.Run message, SharedValues shared) {
        known(message);
        return new Run(
                shared.one(nodeId("run.target", message.getTarget())),
                message.getIncarnation(),
                message.getAttempt(),
                message.getSequence(),
                shared.one(state(message)),
                message.getStartByMillis(),
                Values.fromProto(present(message.hasCounters(), message.getCounters(), "run.counters")),
                message.getPlannedObjects(),
                message.getIdle(),
                message.getReportSequence(),
                message.getStartShownMillis(),
                message.getEndShownMillis(),
                message.hasPace() ? PaceRows.fromProto(message.getPace()) : Pace.NONE);
    }

    private static RunState state(SnapshotProto.Run message) {
        return switch (message.getStateCase()) {
            case OWED -> empty(message.getOwed(), new RunState.Owed());
            case RUNNING -> empty(message.getRunning(), new RunState.Running());
            case INTERRUPTED ->
                new RunState.Interrupted(known(message.getInterrupted()).getUntilMillis());
            case FINISHED -> empty(message.getFinished(), new RunState.Finished());
            case FAILED -> new RunState.Failed(known(message.getFailed()).getError());
            case ABORTED -> empty(message.getAborted(), new RunState.Aborted());
            case LOST -> new RunState.Lost(known(message.getLost()).getReason());
            case STATE_NOT_SET -> throw new WireException("run.state is missing or unknown here");
        };
    }

    /** A state that says nothing more than its name. */
    private static RunState empty(Message message, RunState state) {
        known(message);
        return state;
    }
}
