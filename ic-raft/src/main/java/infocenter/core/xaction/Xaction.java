package infocenter.core.xaction;

import infocenter.core.bucket.BucketRef;
import infocenter.core.cluster.NodeId;
import infocenter.core.transform.Transformer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * One row of the table: a job that runs on every target.
 *
 * @param id its name
 * @param kind name of its descriptor in {@link Kinds}
 * @param arguments JSON text; cut to 1 KiB when the xaction ends
 * @param argumentsHash {@link BlobAddress} of arguments kept as a blob, empty when they are in the row
 * @param buckets what it reads and writes, with the bucket ids of the moment of registration
 * @param labels free text of the client, sorted
 * @param key idempotency key, if the start brought one
 * @param origin client or system
 * @param caller who started it
 * @param policy when a target is lost
 * @param partial started although a target was down
 * @param sequence of its registration; lists are ordered by it
 * @param registeredMillis elapsed time of registration
 * @param registeredShownMillis wall time of registration
 * @param deadlineMillis elapsed time after which the system aborts it, 0 for none
 * @param acknowledged whether any run was ever acknowledged; run states alone forget it
 * @param abort the intent to end it, if any
 * @param runs one per target
 * @param end set once, when it is over
 * @param transformer that its start named, as it was then; null for kinds that take none
 */
public record Xaction(
        XactionId id,
        String kind,
        String arguments,
        String argumentsHash,
        List<BucketRef> buckets,
        TreePMap<String, String> labels,
        @Nullable String key,
        Origin origin,
        Caller caller,
        Policy policy,
        boolean partial,
        long sequence,
        long registeredMillis,
        long registeredShownMillis,
        long deadlineMillis,
        boolean acknowledged,
        @Nullable Abort abort,
        TreePMap<NodeId, Run> runs,
        @Nullable End end,
        @Nullable Transformer transformer) {
    /** Of a kind that takes no transformer. */
    public Xaction(
            XactionId id,
            String kind,
            String arguments,
            String argumentsHash,
            List<BucketRef> buckets,
            TreePMap<String, String> labels,
            @Nullable String key,
            Origin origin,
            Caller caller,
            Policy policy,
            boolean partial,
            long sequence,
            long registeredMillis,
            long registeredShownMillis,
            long deadlineMillis,
            boolean acknowledged,
            @Nullable Abort abort,
            TreePMap<NodeId, Run> runs,
            @Nullable End end) {
        this(
                id,
                kind,
                arguments,
                argumentsHash,
                buckets,
                labels,
                key,
                origin,
                caller,
                policy,
                partial,
                sequence,
                registeredMillis,
                registeredShownMillis,
                deadlineMillis,
                acknowledged,
                abort,
                runs,
                end,
                null);
    }

    /** Computed, never stored (design section 3). */
    public Phase phase() {
        boolean over = runs.values().stream().allMatch(run -> run.state().terminal());
        if (abort != null) {
            return over ? Phase.ABORTED : Phase.ABORTING;
        }
        if (over) {
            return Phase.FINISHED;
        }
        return acknowledged ? Phase.RUNNING : Phase.CREATED;
    }

    /** Sum of the runs' counters. */
    public Counters counters() {
        Counters sum = Counters.ZERO;
        for (Run run : runs.values()) {
            sum = sum.plus(run.counters());
        }
        return sum;
    }

    /** Replaces the run of that target. */
    public Xaction with(Run run) {
        return withRuns(runs.plus(run.target(), run), acknowledged);
    }

    /** Other runs, and whether one was ever acknowledged. */
    public Xaction withRuns(TreePMap<NodeId, Run> nextRuns, boolean nextAcknowledged) {
        return new Xaction(
                id,
                kind,
                arguments,
                argumentsHash,
                buckets,
                labels,
                key,
                origin,
                caller,
                policy,
                partial,
                sequence,
                registeredMillis,
                registeredShownMillis,
                deadlineMillis,
                nextAcknowledged,
                abort,
                nextRuns,
                end,
                transformer);
    }

    /** With the intent to end it. */
    public Xaction withAbort(Abort intent) {
        return new Xaction(
                id,
                kind,
                arguments,
                argumentsHash,
                buckets,
                labels,
                key,
                origin,
                caller,
                policy,
                partial,
                sequence,
                registeredMillis,
                registeredShownMillis,
                deadlineMillis,
                acknowledged,
                intent,
                runs,
                end,
                transformer);
    }

    /** Over: the end and the arguments that are kept. */
    public Xaction withEnd(End ending, String keptArguments) {
        return new Xaction(
                id,
                kind,
                keptArguments,
                argumentsHash,
                buckets,
                labels,
                key,
                origin,
                caller,
                policy,
                partial,
                sequence,
                registeredMillis,
                registeredShownMillis,
                deadlineMillis,
                acknowledged,
                abort,
                runs,
                ending,
                transformer);
    }
}
