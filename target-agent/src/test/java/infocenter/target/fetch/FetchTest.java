package infocenter.target.fetch;

import static infocenter.target.fetch.ScriptedServer.hangUp;
import static infocenter.target.fetch.ScriptedServer.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FetchTest {
    private static final byte[] CONTENT = "0123456789".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
    private static final String ALL = new String(CONTENT, StandardCharsets.US_ASCII);
    private static final int LENGTH = CONTENT.length;

    private ScriptedServer server;
    private Fetching fetching;

    @BeforeEach
    void open() throws IOException {
        server = new ScriptedServer();
        fetching = new Fetching();
    }

    @AfterEach
    void close() throws IOException {
        fetching.close();
        server.close();
    }

    @Test
    void timeWithoutPermissionBetweenTwoTriesIsNobodysFault() throws Exception {
        server.on("/a", (request, out) -> {
            if (request.number() == 1) {
                head(out, "500 Not Now", "Content-Length: 0");
            } else {
                ScriptedServer.decent(request, out, CONTENT, "");
            }
        });
        fetching.within = Duration.ofSeconds(2);
        AtomicInteger asked = new AtomicInteger();
        fetching.permission = () -> {
            // The first is for the first try; the second is asked for while the next one is waited for.
            if (asked.incrementAndGet() == 2) {
                server.rest(2_500);
            }
        };
        fetching.fetch(server.url("/a"));
        assertThat(fetching.text()).isEqualTo(ALL);
    }

    @Test
    void timeThatABandwidthTakesIsNobodysFault() throws Exception {
        server.serve("/a", new byte[400_000], "");
        fetching.within = Duration.ofSeconds(1);
        fetching.slowDown(200_000);
        fetching.fetch(server.url("/a"));
        assertThat(fetching.text()).hasSize(400_000);
    }

    @Test
    void aContentArrivesWholeOverOneConnectionForMany() throws Exception {
        server.serve("/a?q=1", CONTENT, "\"v1\"");
        Got got = fetching.fetch(server.url("/a?q=1"));
        assertThat(got).isEqualTo(new Got(true, "\"v1\"", ""));
        assertThat(fetching.text()).isEqualTo(ALL);
        fetching.content.reset();
        fetching.fetch(server.url("/a?q=1"));
        assertThat(fetching.text()).isEqualTo(ALL);
        assertThat(server.connected()).isEqualTo(1);
    }

    @Test
    void chunksAreJoined() throws Exception {
        server.on("/a", (request, out) -> {
            head(out, "200 OK", "Transfer-Encoding: chunked");
            out.write(
                    "5;x=y\r\nhello\r\n1\r\n \r\n5\r\nworld\r\n0\r\nT: v\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        });
        fetching.fetch(server.url("/a"));
        assertThat(fetching.text()).isEqualTo("hello world");
    }

    @Test
    void chunksThatStopAreNoContent() {
        server.on("/a", (request, out) -> {
            head(out, "200 OK", "Transfer-Encoding: chunked");
            out.write("5\r\nhello\r\n".getBytes(StandardCharsets.US_ASCII));
            throw hangUp();
        });
        refused("/a", "stopped after 5 bytes");
    }

    @Test
    void whatStoppedGoesOnWhereItStopped() throws Exception {
        stopping(50_000, "\"v1\"", "\"v1\"");
        fetching.fetch(server.url("/a"));
        assertThat(fetching.text()).isEqualTo(ALL);
        assertThat(fetching.restarts).isZero();
        assertThat(server.requests().get(1).fields())
                .containsEntry("range", "bytes=50000-")
                .containsEntry("if-range", "\"v1\"");
    }

    @Test
    void anotherVersionIsNeverGluedToTheFirst() throws Exception {
        byte[] second = "abcdefghij".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
        server.on("/a", (request, out) -> {
            if (request.number() == 1) {
                part(out, CONTENT, 50_000, "\"v1\"");
            }
            ScriptedServer.decent(request, out, second, "\"v2\"");
        });
        fetching.fetch(server.url("/a"));
        assertThat(fetching.text()).isEqualTo(new String(second, StandardCharsets.US_ASCII));
        assertThat(fetching.restarts).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"v2\"', bytes 50000-199999/200000",
        "'\"v1\"', bytes 50001-199999/200000",
        "'\"v1\"', bytes 50000-199999/200001",
        "'', bytes 50000-199999/200000"
    })
    void aPartOfSomethingElseIsThrownAway(String etag, String range) throws Exception {
        server.on("/a", (request, out) -> {
            if (request.number() == 1) {
                part(out, CONTENT, 50_000, "\"v1\"");
            } else if (request.number() == 2) {
                head(out, "206 Partial Content", "Content-Length: 150000", "ETag: " + etag, "Content-Range: " + range);
                out.write("x".repeat(150_000).getBytes(StandardCharsets.US_ASCII));
            } else {
                ScriptedServer.decent(request, out, CONTENT, "\"v1\"");
            }
        });
        fetching.retries = 3;
        fetching.fetch(server.url("/a"));
        assertThat(fetching.text()).isEqualTo(ALL);
        assertThat(fetching.restarts).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"v1\"", "none"})
    void withoutAStrongTagAllBeginsAnew(String etag) throws Exception {
        stopping(50_000, etag, "\"v1\"");
        fetching.fetch(server.url("/a"));
        assertThat(fetching.text()).isEqualTo(ALL);
        assertThat(fetching.restarts).isEqualTo(1);
        assertThat(server.requests().get(1).fields()).doesNotContainKey("range");
    }

    @Test
    void stepsForwardAreNotCountedAsFailures() throws Exception {
        server.on("/a", (request, out) -> {
            if (request.number() == 1) {
                part(out, CONTENT, 20_000, "\"v1\"");
            }
            int from =
                    Integer.parseInt(request.fields().get("range").substring(6).replace("-", ""));
            head(
                    out,
                    "206 Partial Content",
                    "Content-Length: " + (LENGTH - from),
                    "ETag: \"v1\"",
                    "Content-Range: bytes " + from + "-" + (LENGTH - 1) + "/" + LENGTH);
            out.write(CONTENT, from, Math.min(20_000, LENGTH - from));
            out.flush();
            throw hangUp();
        });
        fetching.fetch(server.url("/a"));
        assertThat(fetching.text()).isEqualTo(ALL);
        assertThat(server.requests()).hasSize(10);
    }

    @Test
    void aLengthThatIsTooLargeEndsInAFailure() {
        server.on("/a", (request, out) -> part(out, CONTENT, LENGTH, LENGTH + 5));
        refused("/a", "stopped after 200000 of 200005 bytes (tries: 2)");
    }

    @Test
    void aLengthThatIsTooSmallEndsInAFailure() {
        server.on("/a", (request, out) -> {
            head(out, "200 OK", "Content-Length: 5");
            out.write("hello world".getBytes(StandardCharsets.US_ASCII));
        });
        refused("/a", "sends more than the 5 bytes that it announced");
    }

    @Test
    void withoutALengthOnlyAWitnessMakesAWhole() throws Exception {
        server.on("/a", (request, out) -> {
            head(out, "200 OK", "Connection: close");
            out.write("hello".getBytes(StandardCharsets.US_ASCII));
            throw hangUp();
        });
        refused("/a", "does not tell the length");
        fetching.size = 5;
        fetching.fetch(server.url("/a"));
        assertThat(fetching.text()).isEqualTo("hello");
    }

    @ParameterizedTest
    @CsvSource({"4, more than the 4 allowed", "5, ''"})
    void aContentThatIsTooLargeIsRefused(long most, String why) throws Exception {
        server.serve("/a", "hello".getBytes(StandardCharsets.US_ASCII), "");
        server.on("/b", (request, out) -> {
            head(out, "200 OK", "Transfer-Encoding: chunked");
            out.write("5\r\nhello\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        });
        fetching.bytesMax = most;
        if (why.isEmpty()) {
            fetching.fetch(server.url("/a"));
            fetching.content.reset();
            fetching.fetch(server.url("/b"));
            assertThat(fetching.text()).isEqualTo("hello");
        } else {
            refused("/a", why);
            refused("/b", "more than the 4 bytes allowed");
        }
    }

    @Test
    void anotherSizeThanPromisedIsRefused() {
        server.serve("/a", CONTENT, "");
        fetching.size = 7;
        refused("/a", "200000 bytes instead of 7");
    }

    @ParameterizedTest
    @CsvSource({
        "404 Not Found, 1",
        "403 Forbidden, 1",
        "410 Gone, 1",
        "500 Internal Server Error, 2",
        "502 Bad Gateway, 2",
        "503 Service Unavailable, 2",
        "429 Too Many Requests, 2",
        "204 No Content, 1",
        "304 Not Modified, 1"
    })
    void aStatusThatMayPassIsTriedAgain(String status, int tries) {
        server.on("/a", (request, out) -> head(out, status, "Content-Length: 0"));
        refused("/a", status.substring(0, 3));
        assertThat(server.requests()).hasSize(tries);
    }

    @Test
    void aServerThatFailedOnceMayDoBetter() throws Exception {
        server.on("/a", (request, out) -> {
            if (request.number() == 1) {
                throw hangUp();
            }
            ScriptedServer.decent(request, out, CONTENT, "");
        });
        fetching.fetch(server.url("/a"));
        assertThat(fetching.text()).isEqualTo(ALL);
    }

    @Test
    void redirectsAreFollowedButNotForEver() throws Exception {
        server.serve("/end", CONTENT, "");
        server.on("/ok", (request, out) -> head(out, "302 Found", "Location: end", "Content-Length: 0"));
        server.on("/loop", (request, out) -> head(out, "302 Found", "Location: /loop", "Content-Length: 0"));
        fetching.fetch(server.url("/ok"));
        assertThat(fetching.text()).isEqualTo(ALL);
        refused("/loop", "more than 10 redirects");
        assertThat(server.requests().stream().filter(it -> it.path().equals("/loop")))
                .hasSize(11);
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://127.0.0.1/x, redirected to no URL that may be fetched",
        "file:///etc/passwd, redirected to no URL that may be fetched",
        "http://user:secret@127.0.0.1/, redirected to no URL that may be fetched",
        "'http://[::1]:8080/', it is loopback",
        "http://10.0.0.1:8080/, it is private",
        "http://169.254.169.254:8080/latest, it is cloud metadata",
        "http://127.0.0.1:22/, port 22 may not be connected to",
        "'', redirected to nowhere"
    })
    void everyRedirectIsJudgedAnew(String location, String why) {
        server.on("/a", (request, out) -> head(out, "302 Found", "Location: " + location, "Content-Length: 0"));
        refused("/a", why);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void theTimeForAllTriesHasAnEnd() {
        server.on("/a", (request, out) -> head(out, "503 Busy", "Retry-After: 60", "Content-Length: 0"));
        fetching.within = Duration.ofSeconds(5);
        refused("/a", "no time for another try within 5 s");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void whatIsKnownIsNotSentAgain() throws Exception {
        server.serve("/a", CONTENT, "\"v1\"");
        fetching.known = new Wanted.Known("\"v1\"", "", LENGTH);
        assertThat(fetching.fetch(server.url("/a")).changed()).isFalse();
        server.on("/b", (request, out) -> {
            head(out, "200 OK", "ETag: \"v1\"", "Content-Length: " + LENGTH);
            out.write(CONTENT);
        });
        assertThat(fetching.fetch(server.url("/b")).changed()).isFalse();
        fetching.known = new Wanted.Known("\"v0\"", "", LENGTH);
        assertThat(fetching.fetch(server.url("/a")).changed()).isTrue();
        assertThat(fetching.text()).isEqualTo(ALL);
    }

    @Test
    void hangingUpEndsAWaitAtOnce() throws Exception {
        server.on("/a", (request, out) -> server.rest(60_000));
        CompletableFuture<Void> fetch = CompletableFuture.runAsync(() -> {
            try {
                fetching.fetch(server.url("/a"));
            } catch (Exception ended) {
                throw new IllegalStateException(ended);
            }
        });
        org.awaitility.Awaitility.await().until(() -> !server.requests().isEmpty());
        fetching.hold.hangUp();
        assertThat(fetch.handle((done, failed) -> failed.getCause().getCause()).get(5, TimeUnit.SECONDS))
                .isInstanceOf(FetchFailure.class);
        assertThat(server.requests()).hasSize(1);
    }

    private void refused(String path, String why) {
        assertThatExceptionOfType(FetchFailure.class)
                .isThrownBy(() -> fetching.fetch(server.url(path)))
                .withMessageContaining(why);
    }

    /** The first answer stops; later ones are decent. */
    private void stopping(int after, String etag, String later) {
        server.on("/a", (request, out) -> {
            if (request.number() == 1) {
                part(out, CONTENT, after, etag);
            }
            ScriptedServer.decent(request, out, CONTENT, later);
        });
    }

    private static void part(OutputStream out, byte[] content, int after, String etag) throws IOException {
        head(out, "200 OK", "Content-Length: " + content.length, etag.equals("none") ? "X: y" : "ETag: " + etag);
        out.write(content, 0, after);
        out.flush();
        throw hangUp();
    }

    private static void part(OutputStream out, byte[] content, int after, int length) throws IOException {
        head(out, "200 OK", "Content-Length: " + length);
        out.write(content, 0, after);
        out.flush();
        throw hangUp();
    }
}
