package infocenter.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import infocenter.node.NodeRole;
import infocenter.settings.ByteSize;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A target in a JVM of its own. Its heap is far smaller than the object: only a target that makes the sender and the disk wait for one
 * another gets through. {@code -Dstream.size=2GiB} tries the size that is promised.
 */
class TargetProcessIT {
    private static final String HEAP = "64m";
    private static final long SIZE =
            ByteSize.parse(System.getProperty("stream.size", "256MiB")).bytes();

    @TempDir
    Path dir;

    private FakeGateway gateway;
    private Process process;
    private int port;

    @BeforeEach
    void up() throws IOException {
        gateway = new FakeGateway();
        port = OneTarget.freePort();
        Path settings =
                Files.writeString(dir.resolve("target.yaml"), """
                id: t1
                dataDir: data
                rest: {port: %d}
                node: {port: %d}
                mounts: [{path: objects, capacity: 10GiB}]
                join: [%s]
                """.formatted(port, OneTarget.freePort(), gateway.url()));
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP,
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Alone.class.getName(),
                        settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(new File(dir.toFile(), "target.log"))
                .start();
        await().atMost(Duration.ofSeconds(60)).until(() -> gateway.joined() == 1 || !process.isAlive());
        gateway.bucket("b");
        gateway.place();
        gateway.lead();
        await().atMost(Duration.ofSeconds(60)).until(() -> statusOf("/health/ready") == 200 || !process.isAlive());
    }

    @AfterEach
    void down() throws InterruptedException {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(20, java.util.concurrent.TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
        if (gateway != null) {
            gateway.close();
        }
    }

    @Test
    void anObjectFarLargerThanTheHeapGoesInAndComesOut() throws IOException {
        long sent = put("big", SIZE);

        List<CompletableFuture<Long>> readers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            readers.add(CompletableFuture.supplyAsync(() -> get("big", SIZE)));
        }
        assertThat(readers).allSatisfy(reader -> assertThat(reader.join()).isEqualTo(sent));
        assertThat(process.isAlive()).isTrue();
        assertThat(dir.resolve("target.log"))
                .content()
                .doesNotContain("OutOfMemoryError")
                .doesNotContain("ERROR");
    }

    @Test
    void aProcessThatWasPausedHasNoLeaseWhenItWakes() throws IOException, InterruptedException {
        put("before", 10);
        gateway.silent();
        signal("STOP");
        // Longer than a pause that goes unnoticed, and well within the lease that it has.
        await().pollDelay(Duration.ofMillis(4_500))
                .atMost(Duration.ofSeconds(30))
                .until(() -> true);
        signal("CONT");

        HttpURLConnection write = open("/ic/v1/buckets/b/objects/after");
        write.setRequestMethod("PUT");
        write.setDoOutput(true);
        write.setFixedLengthStreamingMode(0);
        assertThat(write.getResponseCode()).isEqualTo(503);
        assertThat(statusOf("/ic/v1/buckets/b/objects/before")).isEqualTo(200);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(dir.resolve("target.log")).content().contains("was paused"));
    }

    private void signal(String name) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        assertThat(exit).isZero();
    }

    private long put(String name, long size) throws IOException {
        HttpURLConnection call = open("/ic/v1/buckets/b/objects/" + name);
        call.setRequestMethod("PUT");
        call.setDoOutput(true);
        call.setFixedLengthStreamingMode(size);
        CRC32C crc = new CRC32C();
        byte[] piece = new byte[1 << 16];
        try (OutputStream out = call.getOutputStream()) {
            for (long at = 0; at < size; at += piece.length) {
                int length = (int) Math.min(piece.length, size - at);
                for (int i = 0; i < length; i += 61) {
                    piece[i] = (byte) ((at >>> 16) * 31 + i);
                }
                crc.update(piece, 0, length);
                out.write(piece, 0, length);
            }
        }
        assertThat(call.getResponseCode()).isEqualTo(201);
        return crc.getValue();
    }

    private long get(String name, long size) {
        try {
            HttpURLConnection call = open("/ic/v1/buckets/b/objects/" + name);
            CRC32C crc = new CRC32C();
            byte[] piece = new byte[1 << 16];
            long received = 0;
            try (InputStream in = call.getInputStream()) {
                for (int got = in.read(piece); got >= 0; got = in.read(piece)) {
                    crc.update(piece, 0, got);
                    received += got;
                }
            }
            assertThat(received).isEqualTo(size);
            return crc.getValue();
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private int statusOf(String path) {
        try {
            return open(path).getResponseCode();
        } catch (IOException away) {
            return 0;
        }
    }

    private HttpURLConnection open(String path) throws IOException {
        HttpURLConnection call = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        call.setReadTimeout(120_000);
        return call;
    }

    /** The target's process. */
    static final class Alone {
        private Alone() {}

        public static void main(String[] args) throws IOException, InterruptedException {
            NodeRole.Running running = new TargetRole().start(Path.of(args[0]));
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
            Thread.currentThread().join();
        }
    }
}
