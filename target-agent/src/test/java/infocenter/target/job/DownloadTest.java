package infocenter.target.job;

import static infocenter.target.fetch.ScriptedServer.head;
import static infocenter.target.job.TwoTargets.TO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import infocenter.core.bucket.ObjectName;
import infocenter.settings.DownloadSettings;
import infocenter.target.fetch.ScriptedServer;
import infocenter.target.fetch.Web;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DownloadTest {
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private TwoTargets targets;
    private ScriptedServer server;
    private Web web;
    private Job job;

    @BeforeEach
    void open() throws IOException {
        targets = new TwoTargets(folder);
        server = new ScriptedServer();
        DownloadSettings standard = DownloadSettings.STANDARD;
        web = Web.open(
                "t1",
                new DownloadSettings(
                        List.of("127.0.0.0/8"),
                        standard.ports(),
                        standard.connections(),
                        standard.bytesPerSecond(),
                        standard.objectMax(),
                        standard.connect(),
                        standard.silence()));
        job = new Download(web);
    }

    @AfterEach
    void close() throws IOException {
        web.close();
        server.close();
        targets.close();
    }

    @Test
    void eachTargetFetchesWhatItWillOwn() throws Exception {
        List<String> mine = new ArrayList<>();
        for (int i = 1; i <= 60; i++) {
            String name = "x/img-%03d.tar".formatted(i);
            server.serve("/" + name.substring(2), ("content " + i).getBytes(StandardCharsets.US_ASCII), "");
            if (targets.livesHere(TO, name)) {
                mine.add(name);
            }
        }
        targets.run(job, Map.of("template", server.url("/img-{001..060}.tar"), "prepend", "x/"), TO);
        assertThat(targets.errors).isEmpty();
        assertThat(mine).hasSizeBetween(15, 45);
        assertThat(targets.here.list(TO.id(), "", "", 1_000).objects().stream()
                        .map(object -> object.name().value()))
                .containsExactlyElementsOf(mine);
        for (String name : mine) {
            assertThat(targets.get(targets.here, TO, name))
                    .contains("content " + Integer.parseInt(name.substring(6, 9)));
        }
        assertThat(targets.planned).isEqualTo(mine.size()).isEqualTo(targets.local);
        assertThat(server.requests()).hasSize(mine.size());
    }

    @Test
    void linksMayHaveNamesAndChecksums() throws Exception {
        String sha = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
        server.serve("/h", HELLO, "");
        List<Object> links = new ArrayList<>();
        Stream.of("sha256:" + sha, "md5:5d41402abc4b2a76b9719d911017c592", "crc32c:9a71bb4c", "xxh64:26c7827d889f6da3")
                .forEach(checksum -> links.add(
                        Map.of("url", server.url("/h"), "name", mine(checksum), "checksum", checksum, "size", 5)));
        links.add(Map.of("url", server.url("/h"), "name", mine("wrong"), "checksum", "crc32c:00000000"));
        links.add(Map.of("url", server.url("/h"), "name", mine("long"), "size", 6));
        targets.run(job, Map.of("urls", links), TO);
        assertThat(targets.errors).hasSize(2);
        assertThat(String.join("\n", targets.errors))
                .contains(mine("wrong") + ": " + server.url("/h")
                        + ": its checksum is crc32c:9a71bb4c instead of crc32c:00000000")
                .contains(mine("long") + ": " + server.url("/h") + ": it has 5 bytes instead of 6");
        assertThat(targets.here.list(TO.id(), "", "", 100).objects()).hasSize(4);
        assertThat(litter()).isEmpty();
    }

    @Test
    void aSecondAttemptAsksButDoesNotFetchAgain() throws Exception {
        String tagged = mine("tagged");
        String dated = mine("dated");
        String plain = mine("plain");
        String proven = mine("proven");
        server.serve("/tagged", HELLO, "\"v1\"").serve("/plain", HELLO, "").serve("/proven", HELLO, "");
        server.on("/dated", (request, out) -> {
            if (request.fields().containsKey("if-modified-since")) {
                head(out, "304 Not Modified");
            } else {
                head(out, "200 OK", "Content-Length: 5", "Last-Modified: Tue, 03 Nov 2026 10:00:00 GMT");
                out.write(HELLO);
            }
        });
        List<Map<String, Object>> links = List.of(
                Map.of("url", server.url("/tagged"), "name", tagged),
                Map.of("url", server.url("/dated"), "name", dated),
                Map.of("url", server.url("/plain"), "name", plain),
                Map.of(
                        "url",
                        server.url("/proven"),
                        "name",
                        proven,
                        "checksum",
                        "md5:5d41402abc4b2a76b9719d911017c592"));
        targets.run(job, Map.of("urls", links), TO);
        var before = targets.here.list(TO.id(), "", "", 100).objects();
        targets.attempt = 2;
        targets.local = 0;
        targets.run(job, Map.of("urls", links), TO);
        assertThat(targets.errors).isEmpty();
        assertThat(targets.local).isEqualTo(4);
        assertThat(asked("/proven")).isEqualTo(1);
        assertThat(asked("/tagged")).isEqualTo(2);
        assertThat(asked("/dated")).isEqualTo(2);
        assertThat(targets.here.list(TO.id(), "", "", 100).objects())
                .filteredOn(object -> !object.name().value().equals(plain))
                .isSubsetOf(before);
    }

    @Test
    void aContentThatChangedAtItsSourceReplacesTheObject() throws Exception {
        String name = mine("a");
        Map<String, Object> arguments = Map.of("urls", List.of(Map.of("url", server.url("/a"), "name", name)));
        server.serve("/a", HELLO, "\"v1\"");
        targets.run(job, arguments, TO);
        server.serve("/a", "other".getBytes(StandardCharsets.US_ASCII), "\"v2\"");
        targets.run(job, arguments, TO);
        assertThat(targets.get(targets.here, TO, name)).contains("other");
        assertThat(targets.here
                        .stat(TO.id(), new ObjectName(name))
                        .orElseThrow()
                        .custom()
                        .entries())
                .containsEntry("source", server.url("/a"))
                .containsEntry("source-etag", "\"v2\"");
    }

    @Test
    void everyUrlThatFailsIsAnErrorOfItsOwnAndLeavesNothing() throws Exception {
        server.serve("/good", HELLO, "");
        server.on("/short", (request, out) -> {
            head(out, "200 OK", "Content-Length: 10");
            out.write(HELLO);
            out.flush();
            throw ScriptedServer.hangUp();
        });
        server.on("/loop", (request, out) -> head(out, "301 Moved", "Location: /loop", "Content-Length: 0"));
        server.on(
                "/inside",
                (request, out) -> head(
                        out, "302 Found", "Location: http://169.254.169.254/latest/meta-data/", "Content-Length: 0"));
        List<Object> links = new ArrayList<>();
        for (String path : List.of("/good", "/short", "/missing", "/loop", "/inside")) {
            links.add(Map.of(
                    "url",
                    server.url(path) + (path.equals("/missing") ? "?signature=secret" : ""),
                    "name",
                    mine(path.substring(1))));
        }
        targets.run(job, Map.of("urls", links, "retries", 0), TO);
        assertThat(targets.errors).hasSize(4);
        assertThat(String.join("\n", targets.errors))
                .contains("/short: stopped after 5 of 10 bytes")
                .contains("/missing: answered 404 Not Found")
                .contains("/loop: more than 10 redirects")
                .contains("/inside: address 169.254.169.254 of 169.254.169.254 may not be connected to")
                .doesNotContain("secret");
        assertThat(targets.here.list(TO.id(), "", "", 100).objects()).hasSize(1);
        assertThat(targets.local).isEqualTo(1);
        assertThat(litter()).isEmpty();
    }

    @Test
    void aStoppedRunHangsUpAndLeavesNothing() throws Exception {
        server.on("/a", (request, out) -> {
            head(out, "200 OK", "Content-Length: 1000000");
            out.write(new byte[100_000]);
            out.flush();
            server.rest(60_000);
        });
        Work work = job.begin(targets.context(
                Map.of("urls", List.of(Map.of("url", server.url("/a"), "name", mine("a")))), TO));
        while (!(work.step() instanceof Step.Pause)) {
            // Counting.
        }
        await().until(() -> !litter().isEmpty());
        targets.effectsAllowed = 0;
        work.close();
        await().until(() -> litter().isEmpty());
        assertThat(targets.here.list(TO.id(), "", "", 100).objects()).isEmpty();
        assertThat(targets.errors).isEmpty();
    }

    @Test
    void aRunThatIsOverHasNoEffectAtWhateverCheckpointItsLaneIs() throws Exception {
        server.serve("/a", HELLO, "");
        String name = mine("a");
        Map<String, Object> arguments = Map.of("urls", List.of(Map.of("url", server.url("/a"), "name", name)));
        targets.run(job, arguments, TO);
        int all = targets.checkpoints;
        assertThat(targets.here.delete(TO.id(), new ObjectName(name))).isPresent();
        for (int over = 1; over <= all; over++) {
            int at = over;
            targets.checkpoints = 0;
            Work work = job.begin(targets.context(arguments, TO));
            targets.atCheckpoint = () -> {
                if (targets.checkpoints == at) {
                    work.close();
                }
            };
            await().until(() -> work.step() instanceof Step.Done);
            assertThat(targets.here.list(TO.id(), "", "", 100).objects())
                    .as("over at checkpoint " + at)
                    .isEmpty();
        }
        assertThat(targets.errors).isEmpty();
    }

    @Test
    void anErrorInALaneIsTheRunsEnd() {
        targets.atCheckpoint = () -> {
            throw new OutOfMemoryError("as the test says");
        };
        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() -> targets.run(
                        job, Map.of("urls", List.of(Map.of("url", server.url("/a"), "name", mine("a")))), TO));
    }

    @Test
    void aTargetThatStopsHasNotFetchedEverything() {
        web.close();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> targets.run(job, Map.of("template", server.url("/img-{001..060}.tar")), TO))
                .withMessage("this target stops");
    }

    @Test
    void aBandwidthIsKept() throws Exception {
        server.serve("/a", new byte[600_000], "");
        long begin = System.nanoTime();
        targets.run(
                job,
                Map.of(
                        "urls",
                        List.of(Map.of("url", server.url("/a"), "name", mine("a"))),
                        "bytesPerSecond",
                        1_000_000),
                TO);
        // 250 ms of it may come at once; a starved machine is slower, never faster.
        assertThat(System.nanoTime() - begin).isGreaterThan(300_000_000L);
        assertThat(targets.errors).isEmpty();
    }

    @Test
    void aNameThatBecomesTooLongIsAnErrorOfOneTarget() throws Exception {
        targets.run(job, Map.of("url", server.url("/abc"), "prepend", "x".repeat(1_023)), TO);
        assertThat(targets.errors).hasSizeLessThanOrEqualTo(1);
        assertThat(targets.errors).allMatch(error -> error.contains("1 to 1,024 bytes"));
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "url, ftp://a/b",
        "url, http://a/",
        "template, http://a/b",
        "template, 'http://a/{1..10000000000}'",
        "template, 'http://a/{9..1}'",
        "template, 'http://{1..2}/a'"
    })
    void badLinksAreRefusedBeforeTheRunBegins(String field, String text) {
        assertThatExceptionOfType(BadArgument.class)
                .isThrownBy(() -> job.begin(targets.context(Map.of(field, text), TO)))
                .withMessageStartingWith(field);
    }

    private long asked(String path) {
        return server.requests().stream().filter(it -> it.path().equals(path)).count();
    }

    /** A name that this target owns. */
    private String mine(String stem) {
        String name = stem.replace(':', '-');
        for (int i = 0; !targets.livesHere(TO, name); i++) {
            name = stem.replace(':', '-') + i;
        }
        return name;
    }

    /** Temporary files of the store. */
    private List<Path> litter() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("here"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().equals("lock"))
                    .filter(file -> !file.startsWith(folder.resolve("here/objects")))
                    .toList();
        }
    }
}
