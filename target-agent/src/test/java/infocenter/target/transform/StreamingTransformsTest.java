package infocenter.target.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import infocenter.core.bucket.ObjectName;
import infocenter.core.transform.Means;
import infocenter.core.transform.TransformBounds;
import infocenter.core.transform.Transformer;
import infocenter.core.transform.TransformerName;
import infocenter.settings.ByteSize;
import infocenter.settings.CommandSettings;
import infocenter.settings.TransformSettings;
import infocenter.target.job.Stopped;
import infocenter.target.job.TransformFailed;
import infocenter.target.store.CustomMetadata;
import infocenter.target.store.MountPath;
import infocenter.target.store.ObjectStore;
import infocenter.target.store.Reading;
import infocenter.target.store.StoreLimits;
import infocenter.target.store.VersionRule;
import infocenter.target.store.Writing;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real programs and a real service, well-behaved and not. */
class StreamingTransformsTest {
    private static final long BUCKET = 5;
    private static final byte[] LARGE = "The quick brown fox.\n".repeat(200_000).getBytes(StandardCharsets.US_ASCII);

    @TempDir
    static Path folder;

    private static Vertx vertx;
    private static ObjectStore store;
    private static BadService service;
    private static StreamingTransforms transforms;

    @BeforeAll
    static void open() throws IOException {
        vertx = Vertx.vertx();
        service = new BadService();
        store = ObjectStore.open(
                List.of(new MountPath(folder.resolve("m"), 1L << 30)),
                StoreLimits.forHeap(64 << 20),
                Clock.systemUTC());
        put("small", "hello".getBytes(StandardCharsets.US_ASCII));
        put("empty", new byte[0]);
        put("large", LARGE);
        TransformSettings settings = new TransformSettings(
                List.of(
                        new CommandSettings("gzip", List.of("/usr/bin/gzip", "-c")),
                        new CommandSettings("cat", List.of("/bin/cat")),
                        new CommandSettings("fail", sh("echo wrote; echo no such thing >&2; exit 3")),
                        new CommandSettings("mute", sh("cat > /dev/null")),
                        new CommandSettings("head", sh("head -c 3")),
                        new CommandSettings(
                                "ten", sh("t=$(cat); for i in 1 2 3 4 5 6 7 8 9 10; do printf %s \"$t\"; done")),
                        new CommandSettings("bomb", sh("cat /dev/zero")),
                        new CommandSettings(
                                "family",
                                sh("sleep 300 & echo $! > " + folder + "/child; echo $$ > " + folder
                                        + "/parent; wait")),
                        new CommandSettings("eat", sh("exec tail /dev/zero")),
                        new CommandSettings("environment", List.of("/usr/bin/env")),
                        new CommandSettings("none", List.of("/nonexistent/program"))),
                List.of(service.host()),
                2,
                1,
                ByteSize.parse("256MiB"));
        transforms = StreamingTransforms.open("t1", settings, folder, vertx);
    }

    @AfterAll
    static void close() throws IOException {
        transforms.close();
        service.close();
        store.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static List<String> sh(String script) {
        return List.of("/bin/sh", "-c", script);
    }

    private static void put(String name, byte[] content) throws IOException {
        try (Writing writing = store.write(BUCKET, new ObjectName(name))) {
            writing.write(ByteBuffer.wrap(content));
            writing.commit(new VersionRule.Next(1), CustomMetadata.EMPTY);
        }
    }

    private static Transformer command(String name) {
        return new Transformer(
                new TransformerName("x-" + name), new Means.AllowedCommand(name), bounds(20_000, 1L << 30, 100), 1, 0);
    }

    private static Transformer http(String behaviour) {
        return http(service.url(behaviour), bounds(20_000, 1L << 30, 100));
    }

    private static Transformer http(String url, TransformBounds bounds) {
        return new Transformer(new TransformerName("x"), new Means.HttpService(url), bounds, 1, 0);
    }

    private static TransformBounds bounds(long time, long bytes, long ratio) {
        return new TransformBounds(time, bytes, ratio);
    }

    private static Transformer with(Transformer transformer, TransformBounds bounds) {
        return new Transformer(transformer.name(), transformer.means(), bounds, 1, 0);
    }

    private static byte[] through(Transformer transformer, String name) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Reading reading = store.read(BUCKET, new ObjectName(name)).orElseThrow()) {
            long bytes = transforms.through(
                    transformer, reading, piece -> out.write(piece.array(), 0, piece.remaining()), () -> {});
            assertThat(bytes).isEqualTo(out.size());
        }
        return out.toByteArray();
    }

    private static TransformFailed failure(Transformer transformer, String name) {
        return (TransformFailed) org.assertj.core.api.Assertions.catchThrowableOfType(
                TransformFailed.class, () -> through(transformer, name));
    }

    @Test
    void gzipIsGzip() throws IOException {
        for (String name : List.of("small", "large", "empty")) {
            byte[] zipped = through(command("gzip"), name);
            byte[] plain = new GZIPInputStream(new ByteArrayInputStream(zipped)).readAllBytes();
            assertThat(plain).isEqualTo(through(command("cat"), name));
        }
        assertThat(through(command("cat"), "large")).isEqualTo(LARGE);
    }

    @Test
    void aServiceThatAnswersWhileItReadsStreams() throws IOException {
        byte[] upper = through(http("upper"), "large");
        assertThat(upper.length).isEqualTo(LARGE.length);
        assertThat(new String(upper, StandardCharsets.US_ASCII))
                .startsWith("THE QUICK")
                .endsWith("FOX.\n");
        assertThat(through(http("upper"), "empty")).isEmpty();
    }

    @Test
    void aCommandThatFailsSaysHow() {
        TransformFailed failed = failure(command("fail"), "small");
        assertThat(failed.timedOut()).isFalse();
        assertThat(failed)
                .hasMessageContaining("command fail ended with exit code 3")
                .hasMessageContaining("no such");
    }

    @Test
    void aServiceThatFailsSaysHow() {
        service.asked.set(1);
        assertThat(failure(http("half"), "small")).hasMessageContaining("answered 500: bad input");
        assertThat(failure(http("nowhere"), "small")).hasMessageContaining("answered 404");
        assertThat(failure(http("cut"), "small")).hasMessageContaining("broke off");
        assertThat(failure(http("early"), "large")).hasMessageContaining("transformer x");
        assertThat(failure(http("away"), "small"))
                .as("redirects are not followed")
                .hasMessageContaining("302");
    }

    @Test
    void anAnswerBeforeTheWholeRequestLeavesNoConnectionToTheNextOne() throws IOException {
        for (int i = 0; i < 5; i++) {
            assertThat(failure(http("patient"), "large")).hasMessageContaining("answered 413");
            assertThat(through(with(http("upper"), bounds(5_000, 1L << 30, 100)), "small"))
                    .asString(StandardCharsets.US_ASCII)
                    .isEqualTo("HELLO");
        }
    }

    @Test
    void aServiceThatIsNotThereSaysSo() throws IOException {
        String host;
        try (BadService gone = new BadService()) {
            host = gone.host();
        }
        TransformSettings settings = new TransformSettings(List.of(), List.of(host), 1, 1, ByteSize.parse("256MiB"));
        try (StreamingTransforms others = StreamingTransforms.open("t2", settings, folder, vertx);
                Reading reading = store.read(BUCKET, new ObjectName("small")).orElseThrow()) {
            assertThatExceptionOfType(TransformFailed.class)
                    .isThrownBy(() -> others.through(
                            http("http://" + host + "/", TransformBounds.STANDARD), reading, piece -> {}, () -> {}))
                    .withMessageContaining("cannot be reached");
        }
    }

    @Test
    void writingNothingForSomethingIsAFailure() throws IOException {
        assertThat(failure(command("mute"), "small")).hasMessageContaining("wrote nothing");
        assertThat(failure(http("empty"), "small")).hasMessageContaining("wrote nothing");
        assertThat(through(command("mute"), "empty"))
                .as("nothing for nothing is right")
                .isEmpty();
    }

    @Test
    void aCommandMayBeContentWithTheBeginning() throws IOException {
        assertThat(through(command("head"), "large")).isEqualTo("The".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void tenTimesTheInputIsAllowedUpToTheBounds() throws IOException {
        assertThat(through(command("ten"), "small")).hasSize(50);
        assertThat(through(http("ten"), "large")).hasSize(10 * LARGE.length);
        assertThat(failure(with(http("ten"), bounds(20_000, 1L << 30, 9)), "large"))
                .hasMessageContaining("wrote more than " + 9L * LARGE.length + " bytes");
        assertThat(failure(with(http("ten"), bounds(20_000, 1_000_000, 100)), "large"))
                .hasMessageContaining("outputBytesMax");
        assertThat(failure(command("bomb"), "small")).hasMessageContaining("wrote more than 65536 bytes for 5");
    }

    @Test
    void whatHangsIsEndedWithItsDescendants() throws IOException {
        noFamily();
        TransformFailed failed = failure(with(command("family"), bounds(3_000, 100, 100)), "small");
        assertThat(failed.timedOut()).isTrue();
        assertThat(failed).hasMessageContaining("3000 ms (timeLimit)");
        for (String file : List.of("parent", "child")) {
            long pid = Long.parseLong(Files.readString(folder.resolve(file)).strip());
            await().atMost(Duration.ofSeconds(10))
                    .until(() ->
                            ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        }
    }

    @Test
    void aServiceThatHangsIsHungUpOn() {
        int before = service.hungUpOn.get();
        assertThat(failure(with(http("hang"), bounds(300, 100, 100)), "small").timedOut())
                .isTrue();
        await().atMost(Duration.ofSeconds(10)).until(() -> service.hungUpOn.get() > before);
    }

    @Test
    void dripsDoNotMakeTheTimeLonger() {
        assertThat(failure(with(http("drip"), bounds(500, 1 << 20, 100)), "small")
                        .timedOut())
                .isTrue();
    }

    @Test
    void memoryIsLimitedWhereTheSystemCan() {
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")));
        assertThat(failure(command("eat"), "small")).hasMessageContaining("command eat ended with exit code");
    }

    @Test
    void aCommandSeesNothingOfThisProcess() throws IOException {
        assertThat(new String(through(command("environment"), "small"), StandardCharsets.US_ASCII).lines())
                .allMatch(line -> line.startsWith("PATH=")
                        || line.startsWith("LC_ALL=")
                        || line.startsWith("_=")
                        || line.startsWith("PWD="));
    }

    @Test
    void whoeverStopsEndsTheTransformer() throws IOException {
        noFamily();
        CountDownLatch looked = new CountDownLatch(3);
        Transformer family = with(command("family"), bounds(60_000, 100, 100));
        try (Reading reading = store.read(BUCKET, new ObjectName("small")).orElseThrow()) {
            assertThatExceptionOfType(Stopped.class)
                    .isThrownBy(() -> transforms.through(family, reading, piece -> {}, () -> {
                        looked.countDown();
                        if (looked.getCount() == 0 && childIsKnown()) {
                            throw new Stopped();
                        }
                    }));
            long pid = Long.parseLong(Files.readString(folder.resolve("child")).strip());
            await().atMost(Duration.ofSeconds(10))
                    .until(() ->
                            ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        }
    }

    /** Two tests have one; neither may take the other's for its own. */
    private static void noFamily() throws IOException {
        Files.deleteIfExists(folder.resolve("parent"));
        Files.deleteIfExists(folder.resolve("child"));
    }

    private static boolean childIsKnown() {
        return folder.resolve("child").toFile().length() > 0;
    }

    @Test
    void whoeverClosesEndsTheCommandsFirst() throws IOException {
        TransformSettings settings = new TransformSettings(
                List.of(new CommandSettings("closing", sh("sleep 300 & echo $! > " + folder + "/closing; wait"))),
                List.of(),
                1,
                1,
                ByteSize.parse("256MiB"));
        StreamingTransforms closing = StreamingTransforms.open("t3", settings, folder, vertx);
        closing.work(() -> {
            try (Reading reading = store.read(BUCKET, new ObjectName("small")).orElseThrow()) {
                closing.through(command("closing"), reading, piece -> {}, () -> {});
            } catch (IOException | Stopped ended) {
                // As it should.
            }
        });
        await().until(() -> Files.exists(folder.resolve("closing"))
                && !Files.readString(folder.resolve("closing")).isBlank());
        long pid = Long.parseLong(Files.readString(folder.resolve("closing")).strip());
        ProcessHandle parent =
                ProcessHandle.of(pid).flatMap(ProcessHandle::parent).orElseThrow();

        closing.close();

        assertThat(parent.isAlive()).isFalse();
    }

    @Test
    void aSlowTakerIsNotTheTransformersFault() throws IOException {
        AtomicInteger pieces = new AtomicInteger();
        Transformer cat = with(command("cat"), bounds(1_000, 1L << 30, 100));
        CountDownLatch never = new CountDownLatch(1);
        try (Reading reading = store.read(BUCKET, new ObjectName("large")).orElseThrow()) {
            long bytes = transforms.through(
                    cat,
                    reading,
                    piece -> {
                        if (pieces.incrementAndGet() < 4) {
                            try {
                                assertThat(never.await(500, java.util.concurrent.TimeUnit.MILLISECONDS))
                                        .isFalse();
                            } catch (InterruptedException told) {
                                throw new IOException(told);
                            }
                        }
                    },
                    () -> {});
            assertThat(bytes).isEqualTo(LARGE.length);
        }
    }

    @Test
    void onlyWhatTheSettingsNameIsUsed() {
        assertThat(transforms.refusal(command("gzip"))).isNull();
        assertThat(transforms.refusal(command("bash"))).contains("command bash").contains("transform.commands");
        assertThat(transforms.refusal(http("upper"))).isNull();
        assertThat(transforms.refusal(http("http://127.0.0.1:1/", TransformBounds.STANDARD)))
                .contains("transform.hosts");
        assertThat(transforms.refusal(http("http://169.254.169.254/latest", TransformBounds.STANDARD)))
                .contains("transform.hosts");
        assertThat(failure(command("none"), "small")).hasMessageContaining("command none");
    }

    @Test
    void moreReadsThanMayBeAreNotBegun() {
        CountDownLatch end = new CountDownLatch(1);
        assertThat(transforms.read(() -> {
                    try {
                        end.await();
                    } catch (InterruptedException told) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .isTrue();
        assertThat(transforms.read(() -> {})).isFalse();
        end.countDown();
        await().until(() -> transforms.read(() -> {}));
    }
}
