package infocenter.target.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import infocenter.core.xaction.BlobAddress;
import infocenter.core.xaction.XactionId;
import infocenter.node.Order;
import infocenter.node.OrderAnswer.Result;
import infocenter.node.OrderAnswer.Status;
import infocenter.target.job.Arguments;
import infocenter.target.job.BadArgument;
import infocenter.target.job.Job;
import infocenter.target.job.JobContext;
import infocenter.target.job.Step;
import infocenter.target.job.Work;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeArgumentsTest {
    private static final String TEXT = "{\"names\":[\"a\",\"b\"]}";

    @TempDir
    Path dir;

    @Test
    void whatIsKeptIsThereAfterARestartAndLeftoversAreNot() throws IOException {
        KeptArguments kept = KeptArguments.open(dir, 1_000);
        BlobAddress address = keep(kept, TEXT);
        kept.receive(address("other")).write(bytes("oth"));

        KeptArguments again = KeptArguments.open(dir, 1_000);

        assertThat(again.find(address))
                .hasValueSatisfying(file -> assertThat(file).hasContent(TEXT));
        assertThat(again.find(address("other"))).isEmpty();
        try (Stream<Path> files = Files.list(dir.resolve("arguments"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void bytesThatAreNotThoseOfTheAddressAreRefused() throws IOException {
        KeptArguments kept = KeptArguments.open(dir, 1_000);
        KeptArguments.Receiving other = kept.receive(address("abc"));
        other.write(bytes("abd"));
        assertThatThrownBy(other::commit).isInstanceOf(IOException.class);
        KeptArguments.Receiving shorter = kept.receive(address("abc"));
        shorter.write(bytes("ab"));
        assertThatThrownBy(shorter::commit).isInstanceOf(IOException.class);
        KeptArguments.Receiving longer = kept.receive(address("abc"));
        assertThatThrownBy(() -> longer.write(bytes("abcd"))).isInstanceOf(IOException.class);
        longer.abort();

        assertThat(kept.find(address("abc"))).isEmpty();
        try (Stream<Path> files = Files.list(dir.resolve("arguments"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void thereIsALimitForAllOfThemAndTheSameOnesComeAgainFreely() throws IOException {
        KeptArguments kept = KeptArguments.open(dir, 30);
        keep(kept, TEXT);
        assertThatThrownBy(() -> kept.receive(address("a".repeat(20)))).isInstanceOf(KeptArguments.Full.class);
        keep(kept, TEXT);
        assertThat(kept.bytes()).isEqualTo(TEXT.length());
    }

    @Test
    void whatNoRunUsesGoesAfterTenMinutesInLease() throws IOException {
        KeptArguments kept = KeptArguments.open(dir, 1_000);
        BlobAddress used = keep(kept, TEXT);
        BlobAddress unused = keep(kept, "{}");

        kept.sweep(KeptArguments.KEPT.minusSeconds(1), used::equals);
        assertThat(kept.find(unused)).isPresent();
        kept.sweep(Duration.ofSeconds(1), used::equals);

        assertThat(kept.find(unused)).isEmpty();
        assertThat(kept.find(used)).isPresent();
        kept.sweep(KeptArguments.KEPT, it -> false);
        assertThat(kept.bytes()).isZero();
    }

    @Test
    void aStartWaitsForArgumentsThatAreStillOnDiskAndBeginsWithThem() throws IOException {
        Names job = new Names();
        try (TargetOnDesk target = new TargetOnDesk(dir, List.of(job), 10)) {
            BlobAddress address = keep(target.large.kept(), TEXT);
            target.intoLease();

            Order start = order("x", 10, address);
            assertThat(statuses(target, start)).containsExactly(Status.LACKS_ARGUMENTS);
            assertThat(target.runs.inventory()).isEmpty();

            await().untilAsserted(() -> assertThat(statuses(target, start)).containsExactly(Status.ACCEPTED));
            await().untilAsserted(() -> assertThat(job.names.get()).isEqualTo(2));
            assertThat(statuses(target, start)).containsExactly(Status.ACCEPTED);
            assertThat(job.begun.get()).isEqualTo(1);
            assertThat(target.runs.uses(address)).isTrue();
            target.sync(1, List.of(TargetOnDesk.stop("x", 1, 11)));
            assertThat(target.runs.uses(address)).isFalse();
        }
    }

    @Test
    void whatThisTargetLacksComesFromAnother() throws IOException {
        Names job = new Names();
        try (TargetOnDesk target = new TargetOnDesk(dir, List.of(job), 10)) {
            BlobAddress address = address(TEXT);
            target.intoLease();
            Order start = order("x", 10, address);
            assertThat(statuses(target, start)).containsExactly(Status.LACKS_ARGUMENTS);

            target.others = (asked, into) -> {
                keep(into, TEXT);
                return asked.equals(address);
            };

            await().untilAsserted(() -> assertThat(statuses(target, start)).containsExactly(Status.ACCEPTED));
            assertThat(target.large.kept().find(address)).isPresent();
        }
    }

    @Test
    void activeRunsHoldNoMoreThanTheLimit() throws IOException {
        Names job = new Names();
        try (TargetOnDesk target = new TargetOnDesk(dir, List.of(job), 10)) {
            BlobAddress one =
                    keep(target.large.kept(), "{\"a\":\"" + "a".repeat(TargetOnDesk.LARGE_BYTES_MAX / 2) + "\"}");
            BlobAddress two =
                    keep(target.large.kept(), "{\"b\":\"" + "b".repeat(TargetOnDesk.LARGE_BYTES_MAX / 2) + "\"}");
            target.intoLease();
            await().untilAsserted(() ->
                    assertThat(statuses(target, order("x", 10, one))).containsExactly(Status.ACCEPTED));

            List<Result> results = target.sync(1, List.of(order("y", 11, two))).results();

            assertThat(results).extracting(Result::status).containsExactly(Status.REFUSED);
            assertThat(results.get(0).message()).contains("at most " + TargetOnDesk.LARGE_BYTES_MAX);
        }
    }

    private static List<Status> statuses(TargetOnDesk target, Order order) throws IOException {
        return target.sync(1, List.of(order)).results().stream()
                .map(Result::status)
                .toList();
    }

    private static Order order(String id, long sequence, BlobAddress address) {
        return new Order(
                Order.Type.START,
                new XactionId(id),
                1,
                TargetOnDesk.MINE,
                sequence,
                "names",
                "",
                address.toString(),
                List.of(),
                List.of());
    }

    static BlobAddress keep(KeptArguments kept, String text) throws IOException {
        BlobAddress address = address(text);
        KeptArguments.Receiving receiving = kept.receive(address);
        receiving.write(bytes(text));
        receiving.commit();
        return address;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static BlobAddress address(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new BlobAddress(HexFormat.of().formatHex(digest), text.length());
        } catch (java.security.NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** Counts the names that it was given, and never ends. */
    private static final class Names implements Job {
        final AtomicInteger begun = new AtomicInteger();
        final AtomicInteger names = new AtomicInteger();

        @Override
        public String kind() {
            return "names";
        }

        @Override
        public Work begin(JobContext context) throws BadArgument {
            Arguments arguments = context.arguments();
            List<String> given = arguments.texts("names");
            begun.incrementAndGet();
            return () -> {
                names.set(given.size());
                return new Step.Idle(Duration.ofHours(1));
            };
        }
    }
}
