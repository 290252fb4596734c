package infocenter.target.job;

import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.BucketName;
import infocenter.core.bucket.BucketRef;
import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.NodeId;
import infocenter.core.transform.Transformer;
import infocenter.core.xaction.XactionId;
import infocenter.placement.Rendezvous;
import infocenter.target.store.CommitOutcome;
import infocenter.target.store.Content;
import infocenter.target.store.CustomMetadata;
import infocenter.target.store.MountPath;
import infocenter.target.store.ObjectMetadata;
import infocenter.target.store.ObjectStore;
import infocenter.target.store.Reading;
import infocenter.target.store.StoreLimits;
import infocenter.target.store.VersionRule;
import infocenter.target.store.Writing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.pcollections.TreePMap;

/** Two targets' stores; the run under test is on the first, and what it sends goes straight into the second one's store. */
final class TwoTargets implements AutoCloseable {
    static final BucketRef FROM = new BucketRef(BucketName.of("from"), 5);
    static final BucketRef TO = new BucketRef(BucketName.of("to"), 6);
    private static final NodeId HERE = new NodeId("t1");
    private static final NodeId THERE = new NodeId("t2");

    final ObjectStore here;
    final ObjectStore there;
    final List<String> errors = Collections.synchronizedList(new ArrayList<>());
    long planned;
    long local;
    long sent;
    int asked;
    List<Bucket> living = List.of();
    final Map<String, Long> tallies = new TreeMap<>();
    int attempt = 1;
    Transforms transforms;
    Transformer transformer;
    int streamed;
    volatile int checkpoints;
    volatile int effectsAllowed = Integer.MAX_VALUE;
    Duration quiet = Duration.ZERO;

    /** Done at each checkpoint, by whoever comes to one. */
    volatile Runnable atCheckpoint = () -> {};

    /** Targets without whose objects nobody may call a bucket whole. */
    List<NodeId> away = List.of();

    /** Contents of {@link #FROM} that have yet to come here from a former home. */
    final Map<String, String> onTheirWay = new TreeMap<>();

    private Rendezvous homes = Rendezvous.of(List.of("t1", "t2"));

    TwoTargets(Path folder) throws IOException {
        this(folder, 1L << 30, Clock.systemUTC());
    }

    /** The first one with that room on its one mount path. */
    TwoTargets(Path folder, long capacity, Clock clock) throws IOException {
        here = open(folder.resolve("here"), capacity, clock);
        there = open(folder.resolve("there"), 1L << 30, clock);
    }

    /** From now on every name is at home on the first target. */
    void alone() {
        homes = Rendezvous.of(List.of("t1"));
    }

    private static ObjectStore open(Path path, long capacity, Clock clock) throws IOException {
        return ObjectStore.open(List.of(new MountPath(path, capacity)), StoreLimits.forHeap(64 << 20), clock);
    }

    void put(BucketRef bucket, String name, String content) throws IOException {
        try (Writing writing = here.write(bucket.id(), new ObjectName(name))) {
            writing.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
            writing.commit(new VersionRule.Next(1), CustomMetadata.of(Map.of("note", name)));
        }
    }

    Optional<String> get(ObjectStore store, BucketRef bucket, String name) throws IOException {
        Optional<Reading> found = store.read(bucket.id(), new ObjectName(name));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (Reading reading = found.get()) {
            reading.verify();
            ByteBuffer content = ByteBuffer.allocate((int) reading.size());
            while (content.hasRemaining() && reading.read(content, content.position()) >= 0) {
                // A read may give less than asked for.
            }
            return Optional.of(new String(content.array(), StandardCharsets.UTF_8));
        }
    }

    boolean livesHere(BucketRef bucket, String name) {
        return homes.home(bucket.name().uname(new ObjectName(name))).equals("t1");
    }

    /** Does the whole work; true if it ended by itself, false if it waits for requests. */
    boolean run(Job job, Map<String, Object> arguments, BucketRef... buckets) throws Exception {
        try (Work work = job.begin(context(arguments, buckets))) {
            Step step = work.step();
            while (step instanceof Step.More || step instanceof Step.Pause) {
                if (step instanceof Step.Pause pause) {
                    LockSupport.parkNanos(pause.time().toNanos());
                }
                step = work.step();
            }
            return step instanceof Step.Done;
        }
    }

    JobContext context(Map<String, Object> arguments, BucketRef... buckets) {
        return new Context(new Arguments(new TreeMap<>(arguments)), List.of(buckets));
    }

    static Bucket bucket(BucketRef ref, String... properties) {
        TreePMap<String, String> texts = TreePMap.empty();
        for (int i = 0; i < properties.length; i += 2) {
            texts = texts.plus(properties[i], properties[i + 1]);
        }
        return new Bucket(ref.id(), ref.name(), texts, 0);
    }

    @Override
    public void close() throws IOException {
        here.close();
        there.close();
    }

    private final class Context implements JobContext, Peers {
        private final Arguments arguments;
        private final List<BucketRef> buckets;

        Context(Arguments arguments, List<BucketRef> buckets) {
            this.arguments = arguments;
            this.buckets = buckets;
        }

        @Override
        public XactionId xaction() {
            return new XactionId("x1");
        }

        @Override
        public int attempt() {
            return attempt;
        }

        @Override
        public Arguments arguments() {
            return arguments;
        }

        @Override
        public List<BucketRef> buckets() {
            return buckets;
        }

        @Override
        public List<NodeId> targets() {
            return List.of(HERE, THERE);
        }

        @Override
        public NodeId self() {
            return HERE;
        }

        @Override
        public ObjectStore store() {
            return here;
        }

        @Override
        public Peers peers() {
            return this;
        }

        @Override
        public Optional<BucketRef> bucket(long id) {
            return buckets.stream().filter(bucket -> bucket.id() == id).findFirst();
        }

        @Override
        public Optional<Reading> read(BucketRef bucket, ObjectName name) throws IOException {
            String content = onTheirWay.remove(name.value());
            if (content != null) {
                TwoTargets.this.put(bucket, name.value(), content);
            }
            return here.read(bucket.id(), name);
        }

        @Override
        public List<NodeId> homesAway() {
            return away;
        }

        @Override
        public Transforms transforms() {
            return transforms;
        }

        @Override
        public Transformer transformer() {
            return transformer;
        }

        @Override
        public Optional<CustomMetadata> custom(NodeId target, BucketRef bucket, ObjectName name) throws IOException {
            return there.stat(bucket.id(), name).map(ObjectMetadata::custom);
        }

        @Override
        public void stream(NodeId target, BucketRef bucket, ObjectName name, CustomMetadata custom, Streaming content)
                throws IOException {
            try (Writing writing = there.write(bucket.id(), name)) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                content.writeTo(out);
                writing.write(ByteBuffer.wrap(out.toByteArray()));
                writing.commit(new VersionRule.Next(1), custom);
                synchronized (TwoTargets.this) {
                    streamed++;
                }
            }
        }

        @Override
        public NodeId homeOf(BucketName bucket, ObjectName object) {
            return new NodeId(homes.home(bucket.uname(object)));
        }

        @Override
        public long mapVersion() {
            return 1;
        }

        @Override
        public void beside(Runnable piece) {
            piece.run();
        }

        @Override
        public synchronized void checkpoint() {
            checkpoints++;
            if (checkpoints > effectsAllowed) {
                throw new Stopped();
            }
            atCheckpoint.run();
        }

        @Override
        public synchronized void countLocal(long objects, long bytes) {
            local += objects;
        }

        @Override
        public synchronized void countSent(long objects, long bytes) {
            sent += objects;
        }

        @Override
        public void planned(long objects) {
            planned = objects;
        }

        @Override
        public void objectError(String object, String error) {
            errors.add(object + ": " + error);
        }

        @Override
        public void tally(String name, long objects, long bytes) {
            tallies.merge(name, objects, Long::sum);
        }

        @Override
        public List<Bucket> living() {
            return living;
        }

        @Override
        public boolean ended(long bucketId) {
            return living.stream().noneMatch(bucket -> bucket.id() == bucketId);
        }

        @Override
        public Duration quiet() {
            return quiet;
        }

        @Override
        public void put(NodeId target, BucketRef bucket, ObjectName name, Content content, VersionRule rule)
                throws IOException {
            if (!target.equals(THERE)) {
                throw new IOException("not a target: " + target);
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) content.size());
            while (bytes.hasRemaining() && content.read(bytes, bytes.position()) >= 0) {
                // A read may give less than asked for.
            }
            try (Writing writing = there.write(bucket.id(), name)) {
                writing.write(bytes.flip());
                CommitOutcome outcome = writing.commit(rule, content.metadata().custom());
                if (outcome instanceof CommitOutcome.Superseded) {
                    throw new IOException("superseded: " + name);
                }
            }
        }

        @Override
        public boolean has(NodeId target, BucketRef bucket, ObjectName name, ObjectMetadata wanted) throws IOException {
            asked++;
            return there.stat(bucket.id(), name)
                    .filter(present -> present.sameContent(wanted))
                    .isPresent();
        }

        @Override
        public Optional<Found> find(NodeId target, BucketRef bucket, ObjectName name) throws IOException {
            return there.find(bucket.id(), name).map(kept -> new Found(kept.version(), kept.deleted()));
        }

        @Override
        public boolean fetch(NodeId target, BucketRef bucket, ObjectName name, Writing into) {
            throw new UnsupportedOperationException("contents on their way are put at once");
        }

        @Override
        public boolean move(
                NodeId target, BucketRef bucket, Content content, VersionRule.Exactly rule, IntConsumer beforeBytes) {
            throw new UnsupportedOperationException("nothing moves between these two");
        }

        @Override
        public boolean bury(NodeId target, BucketRef bucket, ObjectName name, VersionRule.Exactly rule) {
            throw new UnsupportedOperationException("nothing moves between these two");
        }

        @Override
        public boolean delete(NodeId target, BucketRef bucket, ObjectName name) throws IOException {
            return there.delete(bucket.id(), name).isPresent();
        }
    }
}
