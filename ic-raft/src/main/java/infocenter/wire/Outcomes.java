package infocenter.wire;

import static infocenter.wire.Strict.each;
import static infocenter.wire.Strict.known;
import static infocenter.wire.Strict.nodeId;
import static infocenter.wire.Strict.xactionId;

import infocenter.core.bucket.BucketRef;
import infocenter.core.command.Outcome;
import infocenter.wire.proto.LogProto;
import java.util.ArrayList;
import java.util.List;

/** What came of commands: kept by sessions, answered over the node contract. */
final class Outcomes {
    private Outcomes() {}

    static List<LogProto.Outcome> toProto(List<Outcome> outcomes) {
        ArrayList<LogProto.Outcome> all = new ArrayList<>(outcomes.size());
        for (Outcome outcome : outcomes) {
            all.add(toProto(outcome));
        }
        return all;
    }

    static LogProto.Outcome toProto(Outcome outcome) {
        LogProto.Outcome.Builder message = LogProto.Outcome.newBuilder();
        if (outcome instanceof Outcome.Applied applied) {
            message.setApplied(LogProto.Outcome.Applied.newBuilder()
                    .setSequence(applied.sequence())
                    .setSubject(applied.subject()));
        } else if (outcome instanceof Outcome.Registered registered) {
            message.setRegistered(toProto(registered));
        } else if (outcome instanceof Outcome.AlreadyDone done) {
            message.setAlreadyDone(LogProto.Outcome.AlreadyDone.newBuilder()
                    .setSequence(done.sequence())
                    .setSubject(done.subject()));
        } else if (outcome instanceof Outcome.Refused refused) {
            message.setRefused(LogProto.Outcome.Refused.newBuilder()
                    .setReason(Enums.REASON.toProto(refused.reason()))
                    .setSubject(refused.subject())
                    .setMessage(refused.message()));
        } else {
            throw new WireException("outcome has no message in log.proto: " + outcome);
        }
        return message.build();
    }

    private static LogProto.Outcome.Registered toProto(Outcome.Registered registered) {
        LogProto.Outcome.Registered.Builder message = LogProto.Outcome.Registered.newBuilder()
                .setId(registered.id().value())
                .setSequence(registered.sequence());
        for (BucketRef bucket : registered.buckets()) {
            message.addBuckets(Values.toProto(bucket));
        }
        if (registered.transformer() != null) {
            message.setTransformer(Transforms.toProto(registered.transformer()));
        }
        for (Outcome.Assignment run : registered.assignments()) {
            message.addAssignments(LogProto.Outcome.Assignment.newBuilder()
                    .setTarget(run.target().value())
                    .setIncarnation(run.incarnation())
                    .setNodeUrl(run.nodeUrl()));
        }
        return message.build();
    }

    static Outcome fromProto(LogProto.Outcome message) {
        known(message);
        return switch (message.getKindCase()) {
            case APPLIED -> {
                LogProto.Outcome.Applied applied = known(message.getApplied());
                yield new Outcome.Applied(applied.getSequence(), applied.getSubject());
            }
            case REGISTERED -> fromProto(known(message.getRegistered()));
            case ALREADY_DONE -> {
                LogProto.Outcome.AlreadyDone done = known(message.getAlreadyDone());
                yield new Outcome.AlreadyDone(done.getSequence(), done.getSubject());
            }
            case REFUSED -> {
                LogProto.Outcome.Refused refused = known(message.getRefused());
                yield new Outcome.Refused(
                        Enums.REASON.fromProto(refused.getReason()), refused.getSubject(), refused.getMessage());
            }
            case KIND_NOT_SET -> throw new WireException("outcome is missing or of an unknown kind");
        };
    }

    private static Outcome fromProto(LogProto.Outcome.Registered message) {
        return new Outcome.Registered(
                xactionId("id", message.getId()),
                message.getSequence(),
                each(message.getBucketsList(), Values::fromProto),
                each(message.getAssignmentsList(), Outcomes::fromProto),
                message.hasTransformer() ? Transforms.fromProto(message.getTransformer()) : null);
    }

    private static Outcome.Assignment fromProto(LogProto.Outcome.Assignment message) {
        known(message);
        return new Outcome.Assignment(
                nodeId("target", message.getTarget()), message.getIncarnation(), message.getNodeUrl());
    }
}
