package infocenter.target.run;

import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.BucketName;
import infocenter.core.bucket.BucketRef;
import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.NodeId;
import infocenter.core.transform.Transformer;
import infocenter.core.xaction.BlobAddress;
import infocenter.core.xaction.Counters;
import infocenter.core.xaction.XactionId;
import infocenter.node.ErrorsAnswer;
import infocenter.node.Order;
import infocenter.node.RunListing;
import infocenter.target.job.Arguments;
import infocenter.target.job.BadArgument;
import infocenter.target.job.Job;
import infocenter.target.job.JobContext;
import infocenter.target.job.Peers;
import infocenter.target.job.Step;
import infocenter.target.job.Transforms;
import infocenter.target.job.Work;
import infocenter.target.store.ObjectStore;
import infocenter.target.store.Reading;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One run that has begun and not ended. Its step belongs to one worker thread at a time; everybody may ask how far it is, tell it to
 * stop, or begin its quiet time anew.
 */
public final class ActiveRun implements JobContext {
    private final Order order;
    private final Arguments arguments;
    private final Surroundings surroundings;
    private final Peers peers;
    private final Work work;
    private final LongAdder localObjects = new LongAdder();
    private final LongAdder localBytes = new LongAdder();
    private final LongAdder sentObjects = new LongAdder();
    private final LongAdder sentBytes = new LongAdder();
    private final LongAdder receivedObjects = new LongAdder();
    private final LongAdder receivedBytes = new LongAdder();
    private final ObjectErrors errors = new ObjectErrors();
    private final Tallies tallies = new Tallies();
    private volatile long planned;
    private volatile boolean idle;
    private volatile boolean stopped;
    private volatile long lastRequestNanos;

    /**
     * What every run of a target shares.
     *
     * @param peers makes a run's door to other targets
     * @param transforms what objects can be streamed through
     * @param beside threads for work beside the steps
     * @param nanos monotonic clock
     */
    public record Surroundings(
            NodeId self,
            ObjectStore store,
            MapCopy map,
            Gate gate,
            Function<JobContext, Peers> peers,
            Transforms transforms,
            Executor beside,
            LongSupplier nanos) {}

    /** Begins it; nothing has happened yet. */
    ActiveRun(Order order, Arguments arguments, Job job, Surroundings surroundings) throws BadArgument {
        this.order = order;
        this.arguments = arguments;
        this.surroundings = surroundings;
        this.peers = surroundings.peers().apply(this);
        this.lastRequestNanos = surroundings.nanos().getAsLong();
        this.work = new BucketsKnown(order.buckets(), surroundings.map(), surroundings.nanos(), job.begin(this));
    }

    @Override
    public XactionId xaction() {
        return order.id();
    }

    @Override
    public int attempt() {
        return order.attempt();
    }

    /** Address of its arguments, when they came as a blob. */
    Optional<BlobAddress> blob() {
        return order.argumentsHash().isEmpty()
                ? Optional.empty()
                : Optional.of(BlobAddress.parse(order.argumentsHash()));
    }

    public String kind() {
        return order.kind();
    }

    @Override
    public Arguments arguments() {
        return arguments;
    }

    @Override
    public List<BucketRef> buckets() {
        return order.buckets();
    }

    @Override
    public List<NodeId> targets() {
        return order.targets();
    }

    @Override
    public NodeId self() {
        return surroundings.self();
    }

    @Override
    public ObjectStore store() {
        return surroundings.store();
    }

    @Override
    public Peers peers() {
        return peers;
    }

    @Override
    public Transforms transforms() {
        return surroundings.transforms();
    }

    @Override
    public @Nullable Transformer transformer() {
        return order.transformer();
    }

    @Override
    public NodeId homeOf(BucketName bucket, ObjectName object) {
        return surroundings
                .map()
                .view()
                .home(bucket, object)
                .orElseThrow(() -> new IllegalStateException("no placement is known yet"));
    }

    @Override
    public Optional<BucketRef> bucket(long id) {
        return surroundings.map().view().bucket(id).map(Bucket::ref);
    }

    @Override
    public Optional<Reading> read(BucketRef bucket, ObjectName name) throws IOException {
        return new NewestRead(this, surroundings.map()).open(bucket, name);
    }

    @Override
    public List<NodeId> homesAway() {
        return surroundings.map().view().homesAway(order.targets());
    }

    @Override
    public long mapVersion() {
        return surroundings.map().view().placementVersion();
    }

    @Override
    public void checkpoint() {
        surroundings.gate().pass(this);
    }

    @Override
    public void beside(Runnable piece) {
        surroundings.beside().execute(piece);
    }

    @Override
    public void countLocal(long objects, long bytes) {
        localObjects.add(objects);
        localBytes.add(bytes);
    }

    @Override
    public void countSent(long objects, long bytes) {
        sentObjects.add(objects);
        sentBytes.add(bytes);
    }

    /** Another target's run of the same xaction sent something here. */
    public void countReceived(long objects, long bytes) {
        receivedObjects.add(objects);
        receivedBytes.add(bytes);
    }

    @Override
    public void planned(long objects) {
        planned = objects;
    }

    @Override
    public void objectError(String object, String error) {
        errors.add(object, error);
    }

    @Override
    public void tally(String name, long objects, long bytes) {
        tallies.add(name, objects, bytes);
    }

    @Override
    public List<Bucket> living() {
        return surroundings.map().view().map().buckets();
    }

    @Override
    public boolean ended(long bucketId) {
        return surroundings.map().view().ended(bucketId);
    }

    @Override
    public Duration quiet() {
        return Duration.ofNanos(surroundings.nanos().getAsLong() - lastRequestNanos);
    }

    /** A request for it came: its quiet time begins anew. */
    public void touch() {
        lastRequestNanos = surroundings.nanos().getAsLong();
    }

    /** What went wrong with single objects so far, and what was counted by name. */
    public ErrorsAnswer told() {
        ErrorsAnswer wrong = errors.answer();
        return new ErrorsAnswer(wrong.errors(), wrong.dropped(), tallies.all());
    }

    /** One sentence on single objects for the run's error; empty when nothing went wrong. */
    String summary() {
        return errors.summary();
    }

    /** Work so far. */
    public Counters counters() {
        return new Counters(
                localObjects.sum(),
                localBytes.sum(),
                sentObjects.sum(),
                sentBytes.sum(),
                receivedObjects.sum(),
                receivedBytes.sum());
    }

    /** It shall do nothing more; the effect in flight may still happen. */
    void stop() {
        stopped = true;
    }

    boolean stopped() {
        return stopped;
    }

    Step step() throws Exception {
        idle = false;
        return work.step();
    }

    void idle() {
        idle = true;
    }

    /** From now on nothing that still works for it has an effect. */
    void close() {
        stopped = true;
        work.close();
    }

    RunListing listing(boolean suspended) {
        return new RunListing(order.id(), order.attempt(), false, suspended, idle, counters(), planned);
    }
}
