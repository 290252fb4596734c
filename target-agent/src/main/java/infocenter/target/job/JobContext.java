package infocenter.target.job;

import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.BucketName;
import infocenter.core.bucket.BucketRef;
import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.NodeId;
import infocenter.core.transform.Transformer;
import infocenter.core.xaction.XactionId;
import infocenter.target.store.ObjectStore;
import infocenter.target.store.Reading;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** All that a run may know and touch. Every method may be called by the thread of the present step, and by others that work for the run. */
public interface JobContext {
    XactionId xaction();

    /** Which attempt of this target's run; work of a former attempt may be there already. */
    int attempt();

    Arguments arguments();

    /** Buckets of the start with the ids they had then; for two-bucket kinds source, then destination. */
    List<BucketRef> buckets();

    /**
     * All targets that have a run of this xaction, the same for each of them and for every attempt, whatever happens to the map
     * meanwhile: a job that shares names out does it among these, so that each name is looked at by exactly one.
     */
    List<NodeId> targets();

    /** This target. */
    NodeId self();

    /** The objects of this target. Before each change of it: {@link #checkpoint()}. */
    ObjectStore store();

    /** Other targets. Their calls come with checkpoints of their own. */
    Peers peers();

    /** Objects streamed through transformers; their calls come without checkpoints. */
    Transforms transforms();

    /** The transformer that the start named, as it was registered then; null for kinds that take none. */
    @Nullable
    Transformer transformer();

    /** Which target keeps that object by the active placement. */
    NodeId homeOf(BucketName bucket, ObjectName object);

    /** The living bucket of that id; empty when it has ended. */
    Optional<BucketRef> bucket(long id);

    /**
     * Opens the newest content of a name that this target keeps, also one that a former home has yet to send: it is fetched then.
     * What this target only happens to have of it may be older. Empty if there is no such object.
     *
     * @throws IOException naming a former home that may have it and cannot be asked
     */
    Optional<Reading> read(BucketRef bucket, ObjectName name) throws IOException;

    /** Targets that may hold objects which belong elsewhere, and that are not up or have no run of this xaction. */
    List<NodeId> homesAway();

    /** Version of the active placement; what this target writes for itself is dated with it. */
    long mapVersion();

    /**
     * To be called right before each effect. Returns when the run may have that one effect; waits while the target is out of its
     * lease.
     *
     * @throws Stopped when the run shall end, or has ended
     */
    void checkpoint();

    /**
     * Does a piece of this run's work beside its steps, soon, on a thread that all runs share. What the piece throws is its own affair;
     * {@link Work#close()} waits for it.
     */
    void beside(Runnable piece);

    /**
     * Waits in the middle of an effect, for moments. A step that has nothing to do answers {@link Step.Pause} instead, which holds no
     * worker.
     *
     * @throws Stopped when the run shall end, or the worker was told to
     */
    default void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
        checkpoint();
    }

    /** Objects read or changed on this target itself. */
    void countLocal(long objects, long bytes);

    /** Objects sent to other targets. */
    void countSent(long objects, long bytes);

    /** How many objects this run will handle, as soon as that is known. */
    void planned(long objects);

    /**
     * One object went wrong and the run goes on. The first 1,000 are kept for {@code .../errors}, the rest is counted; a run with
     * any of them ends with an error that tells how many.
     */
    void objectError(String object, String error);

    /** Counts under a name, for example of a bucket, for {@code .../results}; gone with this process, unlike the counters. */
    void tally(String name, long objects, long bytes);

    /** All living buckets, by this target's copy of the map. */
    List<Bucket> living();

    /** True for a bucket that has certainly ended. */
    boolean ended(long bucketId);

    /** Time since the last request for this run, or since its begin. Only of interest to kinds that idle. */
    Duration quiet();
}
