package infocenter.target.job;

import static infocenter.target.job.TwoTargets.FROM;
import static infocenter.target.job.TwoTargets.TO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.NodeId;
import infocenter.core.transform.Means;
import infocenter.core.transform.TransformBounds;
import infocenter.core.transform.Transformer;
import infocenter.core.transform.TransformerName;
import infocenter.target.store.Keeping;
import infocenter.target.store.Reading;
import infocenter.target.store.StoreFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransformTest {
    @TempDir
    Path folder;

    private TwoTargets targets;
    private final Upper upper = new Upper();
    private final Job job = new Transform();
    private List<String> mine = List.of();

    /** Upper case, in this process; content {@code bad} is refused, content {@code broken} is a disk that fails. */
    private static final class Upper implements Transforms {
        final ExecutorService threads = Executors.newFixedThreadPool(3);
        final AtomicInteger made = new AtomicInteger();
        volatile String refusal;

        @Override
        public String refusal(Transformer transformer) {
            return refusal;
        }

        @Override
        public void work(Runnable piece) {
            threads.execute(piece);
        }

        @Override
        public boolean read(Runnable piece) {
            return false;
        }

        @Override
        public long through(Transformer transformer, Reading content, Output output, Runnable check)
                throws IOException {
            made.incrementAndGet();
            check.run();
            ByteBuffer bytes = ByteBuffer.allocate((int) content.size());
            while (bytes.hasRemaining() && content.read(bytes, bytes.position()) >= 0) {
                // A read may give less than asked for.
            }
            String text = new String(bytes.array(), StandardCharsets.UTF_8);
            if (text.equals("broken")) {
                throw new IOException("disk failed");
            }
            output.take(ByteBuffer.wrap(text.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)));
            if (text.equals("bad")) {
                throw TransformFailed.because("it is bad");
            }
            return content.size();
        }
    }

    @BeforeEach
    void open() throws IOException {
        targets = new TwoTargets(folder);
        targets.transforms = upper;
        targets.transformer = transformer(7);
        mine = IntStream.range(0, 40)
                .mapToObj(i -> "o-" + i + ".txt")
                .filter(name -> targets.livesHere(FROM, name))
                .toList();
        for (String name : mine) {
            targets.put(FROM, name, "content of " + name);
        }
    }

    @AfterEach
    void close() throws IOException {
        upper.threads.shutdownNow();
        targets.close();
    }

    private static Transformer transformer(long revision) {
        return new Transformer(
                new TransformerName("up"), new Means.AllowedCommand("up"), TransformBounds.STANDARD, revision, 0);
    }

    private Optional<String> made(String name) throws IOException {
        return targets.get(targets.livesHere(TO, name) ? targets.here : targets.there, TO, name);
    }

    @Test
    void everyObjectIsTransformedHereAndThere() throws Exception {
        assertThat(targets.run(job, Map.of(), FROM, TO)).isTrue();
        for (String name : mine) {
            assertThat(made(name)).contains(("content of " + name).toUpperCase(Locale.ROOT));
        }
        assertThat(targets.local).isEqualTo(mine.size()).isEqualTo(targets.planned);
        assertThat(targets.streamed).isPositive().isLessThan(mine.size()).isEqualTo((int) targets.sent);
        assertThat(targets.errors).isEmpty();
    }

    @Test
    void namesAreMadeFromTheirParts() throws Exception {
        targets.put(FROM, mine.get(0), "x");
        Map<String, Object> arguments =
                Map.of("names", List.of(mine.get(0)), "prepend", "p/", "stripSuffix", ".txt", "append", ".TXT");
        targets.run(job, arguments, FROM, TO);
        assertThat(made("p/" + mine.get(0).replace(".txt", ".TXT"))).contains("X");
        assertThat(new OutputName("", ".gz", "").of(new ObjectName("a.txt"))).isEqualTo(new ObjectName("a.txt"));
    }

    @Test
    void aNameThatBecomesTooLongIsItsOwnError() throws Exception {
        targets.run(job, Map.of("names", mine.subList(0, 1), "append", "x".repeat(1_024)), FROM, TO);
        assertThat(targets.errors).hasSize(1).first().asString().startsWith(mine.get(0));
    }

    @Test
    void aSecondAttemptMakesOnlyWhatIsMissingOrChanged() throws Exception {
        targets.run(job, Map.of(), FROM, TO);
        targets.put(FROM, mine.get(0), "changed");
        targets.attempt = 2;
        upper.made.set(0);
        targets.run(job, Map.of(), FROM, TO);
        assertThat(upper.made).hasValue(1);
        assertThat(made(mine.get(0))).contains("CHANGED");

        targets.transformer = transformer(8);
        upper.made.set(0);
        targets.run(job, Map.of("names", mine.subList(0, 3)), FROM, TO);
        assertThat(upper.made).as("another transformer of the same name").hasValue(3);
    }

    @Test
    void whatFailsIsThatObjectsErrorAndLeavesNothing() throws Exception {
        for (String name : mine) {
            targets.put(FROM, name, "bad");
        }
        targets.put(FROM, mine.get(0), "good");
        targets.run(job, Map.of(), FROM, TO);
        assertThat(targets.errors).hasSize(mine.size() - 1).allMatch(line -> line.endsWith(": it is bad"));
        assertThat(made(mine.get(0))).contains("GOOD");
        for (String name : mine.subList(1, mine.size())) {
            assertThat(made(name)).as(name).isEmpty();
        }
    }

    @Test
    void whatWouldFailForAllFailsTheRun() throws IOException {
        targets.put(FROM, mine.get(3), "broken");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> targets.run(job, Map.of(), FROM, TO))
                .withMessage("disk failed");
    }

    @Test
    void aMissingNameIsItsOwnError() throws Exception {
        String missing = IntStream.range(0, 100)
                .mapToObj(i -> "none-" + i)
                .filter(name -> targets.livesHere(FROM, name))
                .findFirst()
                .orElseThrow();
        targets.run(job, Map.of("names", List.of(missing, mine.get(1))), FROM, TO);
        assertThat(targets.errors).containsExactly(missing + ": there is no such object in ais://from");
        assertThat(made(mine.get(1))).isPresent();
    }

    @Test
    void whatHasYetToComeFromAFormerHomeIsTransformedToo() throws Exception {
        String name = mine.get(0);
        targets.here.delete(FROM.id(), new ObjectName(name));
        targets.onTheirWay.put(name, "late");
        targets.run(job, Map.of("names", List.of(name)), FROM, TO);
        assertThat(targets.errors).isEmpty();
        assertThat(made(name)).contains("LATE");
    }

    @Test
    void aWholeBucketIsNotTransformedWithoutATargetThatMayHaveSomeOfIt() throws Exception {
        targets.away = List.of(new NodeId("t9"));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> targets.run(job, Map.of("prefix", "o"), FROM, TO))
                .withMessageContaining("target t9 may have objects of this bucket");
        assertThat(upper.made).hasValue(0);
        targets.run(job, Map.of("names", mine.subList(0, 1)), FROM, TO);
        assertThat(upper.made).as("names are asked for one by one").hasValue(1);
    }

    @Test
    void aNameThatMovesIsWaitedFor() throws Exception {
        String name = here();
        AtomicInteger refused = new AtomicInteger();
        targets.here.keptBy(new ByHand(false, () -> refused.incrementAndGet() == 1));
        targets.run(job, Map.of("names", List.of(name)), FROM, TO);
        assertThat(targets.errors).isEmpty();
        assertThat(made(name)).isPresent();
        assertThat(refused).hasValueGreaterThan(1);
    }

    @Test
    void whatIsHereIsNoProofWhileAnOlderVersionMayBeElsewhere() throws Exception {
        String name = here();
        targets.here.keptBy(new ByHand(true, () -> false));
        targets.run(job, Map.of("names", List.of(name)), FROM, TO);
        targets.run(job, Map.of("names", List.of(name)), FROM, TO);
        assertThat(upper.made).hasValue(2);
    }

    /** A source whose output is at home here too. */
    private String here() {
        return mine.stream()
                .filter(name -> targets.livesHere(TO, name))
                .findFirst()
                .orElseThrow();
    }

    /** A map that gives every name to this target, except at moments. */
    private record ByHand(boolean elsewhere, BooleanSupplier moving) implements Keeping {
        @Override
        public long mapVersion() {
            return 1;
        }

        @Override
        public void requireHome(long bucketId, ObjectName name, long mapVersion) throws StoreFailure {
            if (moving.getAsBoolean()) {
                throw new StoreFailure.NotKept("the test moves " + name);
            }
        }

        @Override
        public void requireElsewhere(long bucketId, ObjectName name, long mapVersion) {}

        @Override
        public boolean mayBeElsewhere(long bucketId, ObjectName name) {
            return elsewhere;
        }
    }

    @Test
    void nothingHappensAfterTheClose() throws Exception {
        CountDownLatch late = new CountDownLatch(1);
        for (int i = 0; i < 3; i++) {
            upper.threads.execute(() -> awaitQuietly(late));
        }
        Work work = job.begin(targets.context(Map.of(), FROM, TO));
        for (int i = 0; i < 6; i++) {
            work.step();
        }
        work.close();
        late.countDown();
        upper.threads.shutdown();
        assertThat(upper.threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

        assertThat(upper.made).hasValue(0);
        assertThat(targets.here.list(TO.id(), "", "", 100).objects()).isEmpty();
        assertThat(targets.there.list(TO.id(), "", "", 100).objects()).isEmpty();
        assertThat(targets.errors).isEmpty();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatThisTargetCannotUseIsRefusedAtOnce() {
        upper.refusal = "needs command up, which this target does not allow";
        assertThatExceptionOfType(BadArgument.class)
                .isThrownBy(() -> targets.run(job, Map.of(), FROM, TO))
                .withMessage("transformer up needs command up, which this target does not allow");
        targets.transformer = null;
        assertThatExceptionOfType(BadArgument.class)
                .isThrownBy(() -> targets.run(job, Map.of(), FROM, TO))
                .withMessageContaining("transformer");
    }
}
