package infocenter.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import infocenter.gateway.e2e.OneJvmCluster.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads through the public door into real targets. */
class DownloadOverRestTest {
    @TempDir
    static Path folder;

    private static OneJvmCluster cluster;
    private static HttpServer files;
    private static ExecutorService threads;

    @BeforeAll
    static void up() throws Exception {
        threads = Executors.newFixedThreadPool(8);
        files = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 100);
        files.setExecutor(threads);
        files.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            byte[] content = ("content of " + path).getBytes(StandardCharsets.UTF_8);
            boolean here = !path.startsWith("/missing");
            exchange.sendResponseHeaders(here ? 200 : 404, here ? content.length : -1);
            if (here) {
                exchange.getResponseBody().write(content);
            }
            exchange.close();
        });
        files.start();
        cluster = new OneJvmCluster(
                        folder, 1, 2, "mounts: [{path: mount}]\ndownload: {allow: [127.0.0.0/8], connections: 4}\n")
                .up();
        Awaitility.await()
                .atMost(OneJvmCluster.LONG)
                .until(() -> cluster.cluster()
                                .getJsonObject("placement")
                                .getJsonObject("active")
                                .getJsonArray("targets")
                                .size()
                        == 2);
    }

    @AfterAll
    static void down() {
        if (cluster != null) {
            cluster.close();
        }
        files.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aTemplateArrivesWhole() throws Exception {
        bucket("template");
        Answer started = cluster.startXaction(
                "g1",
                "download",
                List.of("template"),
                new JsonObject().put("template", url("/img-{001..040}.tar")).put("prepend", "x/"),
                null);
        assertThat(started.status()).as(started.text()).isEqualTo(201);
        JsonObject row = cluster.awaitEnd("g1", started.at("id"));
        assertThat(row.getString("state")).as(row.encode()).isEqualTo("finished");
        assertThat(row.getString("error")).isNull();
        assertThat(row.getJsonObject("progress").getInteger("objects")).isEqualTo(40);
        List<String> wanted = new ArrayList<>();
        for (int at = 1; at <= 40; at++) {
            wanted.add("x/img-%03d.tar".formatted(at));
        }
        assertThat(cluster.names("g1", "template")).containsExactlyElementsOf(wanted);
        assertThat(cluster.callUntilServed("GET", "g1", "/ic/v1/buckets/template/objects/x/img-007.tar", null)
                        .text())
                .isEqualTo("content of /img-007.tar");
    }

    @Test
    void ofAListEachUrlThatFailsIsNamed() throws Exception {
        bucket("list");
        JsonArray links = new JsonArray()
                .add(url("/a.txt"))
                .add(new JsonObject().put("url", url("/b.txt")).put("name", "named"))
                .add(new JsonObject().put("url", url("/c.txt")).put("checksum", "crc32c:00000000"))
                .add(url("/missing.txt"))
                .add("http://169.254.169.254/latest/meta-data")
                .add(new JsonObject().put("url", "http://127.0.0.1:22/x").put("name", "port"));
        Answer started = cluster.startXaction(
                "g1",
                "download",
                List.of("list"),
                new JsonObject().put("urls", links).put("retries", 0),
                null);
        assertThat(started.status()).as(started.text()).isEqualTo(201);
        JsonObject row = cluster.awaitEnd("g1", started.at("id"));
        assertThat(row.getString("state")).isEqualTo("finished");
        assertThat(row.getString("error")).contains("failed; first");
        String errors = cluster.call("GET", "g1", "/ic/v1/xactions/" + started.at("id") + "/errors", null)
                .text();
        assertThat(errors)
                .contains("missing.txt: answered 404 Not Found")
                .contains("address 169.254.169.254 of 169.254.169.254 may not be connected to: it is cloud metadata")
                .contains("port 22 may not be connected to")
                .contains("instead of crc32c:00000000");
        assertThat(cluster.names("g1", "list")).containsExactly("a.txt", "named");
    }

    @Test
    void whatCannotBeMeantIsRefusedInTheAnswer() throws Exception {
        bucket("refused");
        refused(new JsonObject().put("url", "ftp://host/a"), "arguments.url");
        refused(new JsonObject().put("url", "http://user:pw@host/a"), "arguments.url");
        refused(new JsonObject().put("template", "http://h/{1..10000000000}"), "arguments.template");
        refused(new JsonObject().put("template", "http://h/{3..1}"), "arguments.template");
        refused(new JsonObject().put("template", "http://h/{1..3"), "arguments.template");
        refused(new JsonObject().put("urls", new JsonArray().add("http://h/a").add("http://g/a")), "arguments.urls");
        refused(new JsonObject(), "arguments.url");
    }

    @Test
    void loopbackIsRefusedUnlessTheSettingsAllowIt(@TempDir Path strict) throws Exception {
        try (OneJvmCluster other = new OneJvmCluster(strict, 1, 1).up()) {
            assertThat(other.callUntilServed("POST", "g1", "/ic/v1/buckets", "{\"name\":\"b\"}")
                            .status())
                    .isEqualTo(201);
            Answer started = Awaitility.await()
                    .atMost(OneJvmCluster.LONG)
                    .until(
                            () -> other.startXaction(
                                    "g1", "download", List.of("b"), new JsonObject().put("url", url("/a.txt")), "key"),
                            answer -> answer.status() != 503);
            assertThat(started.status()).as(started.text()).isEqualTo(201);
            assertThat(other.awaitEnd("g1", started.at("id")).getString("error"))
                    .contains("address 127.0.0.1 of 127.0.0.1 may not be connected to: it is loopback");
            assertThat(other.names("g1", "b")).isEmpty();
        }
    }

    private static void refused(JsonObject arguments, String field) throws Exception {
        Answer answer = cluster.startXaction("g1", "download", List.of("refused"), arguments, null);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.at("field")).as(answer.text()).isEqualTo(field);
    }

    private static void bucket(String name) {
        assertThat(cluster.callUntilServed("POST", "g1", "/ic/v1/buckets", "{\"name\":\"" + name + "\"}")
                        .status())
                .isEqualTo(201);
    }

    private static String url(String path) {
        return "http://127.0.0.1:" + files.getAddress().getPort() + path;
    }
}
