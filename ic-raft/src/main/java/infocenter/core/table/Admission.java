package infocenter.core.table;

import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.BucketName;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.command.Command.RegisterXaction;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.xaction.Caller;
import infocenter.core.xaction.Kind;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.SystemKinds;
import infocenter.core.xaction.XactionId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says which starts are refused, and why. Decided at apply, and nowhere else: the doors only say it earlier. */
record Admission(Draft draft) {

    /** The first reason against the start, in the order of the questions below; null when there is none. */
    Outcome.@Nullable Refused refuse(RegisterXaction start) {
        Kind kind = draft.rules.kind(start.kind());
        Outcome.Refused refused = refuseIdentity(start);
        if (refused == null && kind == null) {
            refused = Draft.refused(Reason.UNKNOWN_KIND, Texts.cut(start.kind(), 64), "there is no such kind");
        }
        if (refused != null || kind == null) {
            return refused;
        }
        if (!kind.startable() && start.origin() != Origin.SYSTEM) {
            return Draft.refused(
                    Reason.NOT_STARTABLE, kind.name(), kind.name() + " is started by the cluster itself alone");
        }
        refused = refuseShape(start);
        if (refused == null) {
            refused = Arguments.refuse(kind, start, draft.limits());
        }
        if (refused == null) {
            refused = new TransformerRules(draft).refuse(kind, start);
        }
        if (refused == null) {
            refused = refuseBuckets(kind, start);
        }
        if (refused == null && isRebalance(kind)) {
            refused = new BalanceRules(draft).refuseRebalance(start);
        }
        if (refused == null) {
            refused = refuseExcluded(kind, start.buckets());
        }
        if (refused == null) {
            refused = refuseCrowd(kind);
        }
        return refused != null || isRebalance(kind) ? refused : refuseTargets(start);
    }

    /** A rebalance goes to the targets that need it, and takes what it finds of them. */
    static boolean isRebalance(Kind kind) {
        return kind.name().equals(SystemKinds.REBALANCE.name());
    }

    private Outcome.@Nullable Refused refuseIdentity(RegisterXaction start) {
        if (draft.xactions.find(start.id()) != null) {
            return Draft.refused(
                    Reason.ID_TAKEN, start.id().value(), "the id belongs to another xaction: mint a new one");
        }
        String key = start.key();
        if (key == null) {
            return null;
        }
        int longest = draft.limits().textCharsMax();
        if (key.isEmpty()) {
            return Draft.refused(Reason.BAD_ARGUMENTS, "key", "key must not be empty");
        }
        if (key.length() > longest || start.bodyHash().length() > longest) {
            return Draft.refused(Reason.TOO_LARGE, "key", "key: 1 to " + longest + " characters");
        }
        return keysFull() && !draft.keys.containsKey(key)
                ? Draft.refused(Reason.KEY_TABLE_FULL, "key", "too many live idempotency keys: try later, or without")
                : null;
    }

    /** Live keys are never evicted; one whose time is over makes room. */
    private boolean keysFull() {
        return draft.keys.size() >= draft.limits().keysMax()
                && draft.keysByExpiry.firstKey().atMillis() > draft.now();
    }

    private Outcome.@Nullable Refused refuseShape(RegisterXaction start) {
        Caller caller = start.caller();
        if (Math.max(caller.who().length(), caller.from().length())
                > draft.limits().textCharsMax()) {
            return Draft.refused(
                    Reason.TOO_LARGE,
                    "caller",
                    "caller: at most " + draft.limits().textCharsMax() + " characters each for who and from");
        }
        Outcome.Refused labels = Texts.refuse("labels", start.labels(), draft.limits());
        if (labels != null) {
            return labels;
        }
        Outcome.Refused startBy =
                refuseTime("startBy", start.startByMillis(), 1, draft.limits().startByMax());
        return startBy != null
                ? startBy
                : refuseTime(
                        "deadline", start.deadlineMillis(), 0, draft.limits().deadlineMax());
    }

    private static Outcome.@Nullable Refused refuseTime(String field, long millis, long min, Duration max) {
        return millis < min || millis > max.toMillis()
                ? Draft.refused(
                        Reason.BAD_ARGUMENTS, field, field + ": " + min + " to " + max.toMillis() + " milliseconds")
                : null;
    }

    private Outcome.@Nullable Refused refuseBuckets(Kind kind, RegisterXaction start) {
        if (kind.name().equals(RenameRules.KIND)) {
            return new RenameRules(draft).refuse(start);
        }
        List<BucketName> names = start.buckets();
        for (BucketName name : names) {
            if (!draft.buckets.byName().containsKey(name)) {
                return BucketRules.noSuchBucket(name);
            }
        }
        int wanted = switch (kind.scope()) {
            case CLUSTER -> 0;
            case BUCKET -> 1;
            case TWO_BUCKETS -> 2;
            case ONE_OR_ALL -> Math.min(1, names.size());
        };
        if (names.size() != wanted) {
            String takes = kind.scope() == Kind.Scope.ONE_OR_ALL ? "at most 1 bucket" : wanted + " buckets";
            return Draft.refused(
                    Reason.BAD_ARGUMENTS, "buckets", kind.name() + " takes " + takes + ", not " + names.size());
        }
        return wanted == 2 && names.get(0).equals(names.get(1))
                ? Draft.refused(Reason.BAD_ARGUMENTS, "buckets", kind.name() + " takes two different buckets")
                : null;
    }

    /** Exclusion holds both ways, whichever of the two kinds says it. A rebalance that is due counts like one that has begun. */
    private Outcome.@Nullable Refused refuseExcluded(Kind kind, List<BucketName> names) {
        for (Kind other : draft.rules.kinds()) {
            boolean excluded = kind.shutsOut(other);
            if (excluded && isRebalance(other) && new BalanceRules(draft).due()) {
                return Draft.refused(
                        Reason.EXCLUDED,
                        other.name(),
                        kind.name() + " cannot start before objects have moved to placement "
                                + draft.cluster.active().version() + ": a rebalance is due");
            }
            if (!excluded || draft.xactions.activeOf(other.name()) == 0) {
                continue;
            }
            boolean anywhere = names.isEmpty() || other.scope() == Kind.Scope.CLUSTER;
            XactionId inTheWay = anywhere ? null : activeOn(other, names);
            if (anywhere || inTheWay != null) {
                return Draft.refused(
                        Reason.EXCLUDED,
                        inTheWay == null ? other.name() : inTheWay.value(),
                        kind.name() + " cannot start while " + other.name() + " is active");
            }
        }
        return null;
    }

    private @Nullable XactionId activeOn(Kind other, List<BucketName> names) {
        for (BucketName name : names) {
            Bucket bucket = draft.buckets.byName().get(name);
            XactionId id = bucket == null ? null : draft.xactions.activeOn(bucket.id(), other.name());
            if (id != null) {
                return id;
            }
        }
        return null;
    }

    private Outcome.@Nullable Refused refuseCrowd(Kind kind) {
        if (draft.xactions.activeOf(kind.name()) >= kind.cap()) {
            return Draft.refused(
                    Reason.KIND_CAP, kind.name(), "at most " + kind.cap() + " active xactions of kind " + kind.name());
        }
        return draft.xactions.active().size() >= draft.limits().activeXactionsMax()
                ? Draft.refused(
                        Reason.TABLE_FULL,
                        "xactions",
                        "at most " + draft.limits().activeXactionsMax() + " active xactions")
                : null;
    }

    /** Targets of the active placement hold the objects: all must be up, or the start must say that some may miss. */
    private Outcome.@Nullable Refused refuseTargets(RegisterXaction start) {
        NodeId down = null;
        boolean anyUp = false;
        for (NodeId id : draft.cluster.active().targets()) {
            Node node = draft.node(id);
            boolean up = node != null && node.up();
            anyUp |= up;
            down = up || down != null ? down : id;
        }
        if (!anyUp) {
            return Draft.refused(
                    Reason.NO_TARGET, down == null ? "" : down.value(), "no target of the active placement is up");
        }
        return down != null && !start.allowPartial()
                ? Draft.refused(
                        Reason.TARGET_DOWN,
                        down.value(),
                        "target " + down + " is down: wait for it, or allow a partial start")
                : null;
    }
}
