package infocenter.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import infocenter.gateway.e2e.OneJvmCluster.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transformers over the whole way: registered at the door, kept in the log, used by targets with real programs and a real service. */
class TransformTest {
    private static final String G = "g1";
    private static final int OBJECTS = 24;

    @TempDir
    static Path folder;

    private static OneJvmCluster cluster;
    private static HttpServer service;
    private static Path pids;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();

    @BeforeAll
    static void up() throws Exception {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/upper", exchange -> {
            byte[] upper = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                    .toUpperCase(Locale.ROOT)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, upper.length);
            exchange.getResponseBody().write(upper);
            exchange.close();
        });
        service.start();
        pids = folder.resolve("pids");
        String commands = String.join(
                ", ",
                "{name: gzip, argv: [/usr/bin/gzip, -c]}",
                command("half", "read x; case $x in *[02468]) echo even >&2; exit 4;; esac; echo $x"),
                command("hang", "echo $$ >> " + pids + "; exec sleep 600"),
                command("slow", "sleep 0.2; exec cat"),
                command("torn", "head -c 1000000 /dev/zero; exit 3"),
                command("bomb", "exec cat /dev/zero"));
        cluster = new OneJvmCluster(
                        folder,
                        1,
                        2,
                        "mounts: [{path: mount}]\ntransform: {commands: [" + commands + "], hosts: [\"127.0.0.1:"
                                + service.getAddress().getPort() + "\"]}\n")
                .up();
        bucket("src");
        for (int i = 0; i < OBJECTS; i++) {
            put("src", "a/o-" + i + ".txt", content(i));
        }
        put("src", "b/other", "other");
        register("zip", "\"command\":\"gzip\"");
        register("upper", "\"url\":\"http://127.0.0.1:" + service.getAddress().getPort() + "/upper\"");
        register("half", "\"command\":\"half\"");
        register("hang", "\"command\":\"hang\"");
        register("late", "\"command\":\"hang\",\"timeLimit\":\"300ms\"");
        register("slow", "\"command\":\"slow\"");
        register("torn", "\"command\":\"torn\",\"outputRatioMax\":1000000");
        register("bomb", "\"command\":\"bomb\",\"outputRatioMax\":10");
    }

    @AfterAll
    static void down() {
        if (cluster != null) {
            cluster.close();
        }
        service.stop(0);
    }

    private static String command(String name, String script) {
        return "{name: " + name + ", argv: [/bin/sh, -c, '" + script + "']}";
    }

    private static String content(int i) {
        return "content number " + i;
    }

    private static void bucket(String name) {
        assertThat(cluster.callUntilServed("POST", G, "/ic/v1/buckets", "{\"name\":\"" + name + "\"}")
                        .status())
                .isEqualTo(201);
    }

    private static void put(String bucket, String object, String content) {
        assertThat(cluster.callUntilServed("PUT", G, "/ic/v1/buckets/" + bucket + "/objects/" + object, content)
                        .status())
                .isBetween(200, 201);
    }

    private static Answer register(String name, String fields) {
        Answer answer =
                cluster.callUntilServed("POST", G, "/ic/v1/transformers", "{\"name\":\"" + name + "\"," + fields + "}");
        assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
        return answer;
    }

    private static HttpResponse<byte[]> get(String method, String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(cluster.node(G).publicUrl() + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .timeout(Duration.ofSeconds(40))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static byte[] object(String bucket, String name) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = get("GET", "/ic/v1/buckets/" + bucket + "/objects/" + name);
        assertThat(answer.statusCode()).as(name).isEqualTo(200);
        return answer.body();
    }

    private static String unzipped(byte[] zipped) throws IOException {
        return new String(new GZIPInputStream(new ByteArrayInputStream(zipped)).readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String started(String transformer, JsonObject arguments, String to) throws Exception {
        Answer answer = cluster.startXaction(
                G, "transform", List.of("src", to), arguments.put("transformer", transformer), null);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.at("id");
    }

    private static JsonObject ended(String transformer, JsonObject arguments, String to) throws Exception {
        return cluster.awaitEnd(G, started(transformer, arguments, to));
    }

    private static long sum(JsonObject row, String counter) {
        return row.getJsonArray("runs").stream()
                .mapToLong(run -> ((JsonObject) run).getJsonObject("counters").getLong(counter))
                .sum();
    }

    private static List<String> errors(JsonObject row) throws Exception {
        JsonArray items = cluster.call("GET", G, "/ic/v1/xactions/" + row.getString("id") + "/errors", null)
                .json()
                .getJsonArray("items");
        return items.stream()
                .map(item -> ((JsonObject) item).getString("object") + ": " + ((JsonObject) item).getString("error"))
                .sorted()
                .toList();
    }

    @Test
    void everyObjectGoesThroughGzipOnce() throws Exception {
        bucket("zipped");
        JsonObject arguments = new JsonObject()
                .put("prefix", "a/")
                .put("prepend", "z/")
                .put("stripSuffix", ".txt")
                .put("append", ".gz");
        JsonObject row = ended("zip", arguments, "zipped");

        assertThat(row.getString("state")).isEqualTo("finished");
        assertThat(row.getString("error")).isNull();
        assertThat(cluster.names(G, "zipped")).hasSize(OBJECTS);
        for (int i = 0; i < OBJECTS; i++) {
            assertThat(unzipped(object("zipped", "z/a/o-" + i + ".gz"))).isEqualTo(content(i));
        }
        assertThat(sum(row, "localObjects")).isEqualTo(OBJECTS);
        assertThat(sum(row, "sentObjects")).isPositive();

        put("src", "a/o-0.txt", "another content");
        JsonObject again = ended("zip", arguments.copy(), "zipped");
        assertThat(unzipped(object("zipped", "z/a/o-0.gz"))).isEqualTo("another content");
        List<String> versions = versions("zipped");
        assertThat(versions.stream().filter(line -> line.endsWith(".2")))
                .as("only what changed is made again")
                .hasSize(1);
        assertThat(sum(again, "sentObjects")).isLessThanOrEqualTo(1);
        put("src", "a/o-0.txt", content(0));
    }

    private static List<String> versions(String bucket) throws Exception {
        return cluster
                .call("GET", G, "/ic/v1/buckets/" + bucket + "/objects?limit=1000", null)
                .json()
                .getJsonArray("items")
                .stream()
                .map(item -> ((JsonObject) item).getString("name") + " " + ((JsonObject) item).getString("version"))
                .toList();
    }

    @Test
    void aServiceTransformsAListOfNamesAndATemplate() throws Exception {
        bucket("upper");
        JsonObject row = ended(
                "upper",
                new JsonObject().put("names", new JsonArray().add("b/other").add("missing")),
                "upper");
        assertThat(object("upper", "b/other")).isEqualTo("OTHER".getBytes(StandardCharsets.UTF_8));
        assertThat(errors(row)).containsExactly("missing: there is no such object in ais://src");

        ended("upper", new JsonObject().put("template", "a/o-{1..3}.txt"), "upper");
        assertThat(cluster.names(G, "upper")).containsExactly("a/o-1.txt", "a/o-2.txt", "a/o-3.txt", "b/other");
        assertThat(object("upper", "a/o-2.txt")).isEqualTo("CONTENT NUMBER 2".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatFailsIsThatObjectsErrorAndTheOthersAreDone() throws Exception {
        bucket("halves");
        JsonObject row = ended("half", new JsonObject().put("prefix", "a/"), "halves");

        assertThat(row.getString("error")).contains("object");
        assertThat(errors(row))
                .hasSize(OBJECTS / 2)
                .allMatch(line -> line.endsWith("command half ended with exit code 4: even"));
        Set<String> odd = IntStream.range(0, OBJECTS)
                .filter(i -> i % 2 == 1)
                .mapToObj(i -> "a/o-" + i + ".txt")
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(cluster.names(G, "halves")).containsExactlyElementsOf(odd);
    }

    @Test
    void boundsEndATransformerAndLeaveNothing() throws Exception {
        bucket("bounded");
        JsonObject late = ended("late", new JsonObject().put("template", "a/o-{1..4}.txt"), "bounded");
        assertThat(errors(late)).hasSize(4).allMatch(line -> line.contains("took more than 300 ms (timeLimit)"));
        JsonObject bomb = ended("bomb", new JsonObject().put("template", "a/o-{1..4}.txt"), "bounded");
        assertThat(errors(bomb)).hasSize(4).allMatch(line -> line.contains("wrote more than 65536 bytes"));
        assertThat(cluster.names(G, "bounded")).isEmpty();
    }

    @Test
    void anAbortKillsWhatHangs() throws Exception {
        bucket("hung");
        long before = alive();
        String id = started("hang", new JsonObject().put("prefix", "a/"), "hung");
        await().atMost(OneJvmCluster.LONG).until(() -> alive() > before);
        assertThat(cluster.call("DELETE", G, "/ic/v1/xactions/" + id, null).status())
                .isEqualTo(200);

        assertThat(cluster.awaitEnd(G, id).getString("state")).isEqualTo("aborted");
        await().atMost(OneJvmCluster.LONG).until(() -> alive() == 0);
        assertThat(cluster.names(G, "hung")).isEmpty();
    }

    private static long alive() throws IOException {
        return Files.exists(pids)
                ? Files.readAllLines(pids).stream()
                        .filter(pid -> !pid.isBlank())
                        .filter(pid -> ProcessHandle.of(Long.parseLong(pid.strip()))
                                .filter(ProcessHandle::isAlive)
                                .isPresent())
                        .count()
                : 0;
    }

    @Test
    void aStartWithoutATransformerThatThereIsIsRefused() throws Exception {
        bucket("none");
        Answer unknown = cluster.startXaction(
                G, "transform", List.of("src", "none"), new JsonObject().put("transformer", "nowhere"), null);
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.at("field")).isEqualTo("arguments.transformer");

        register("shell", "\"command\":\"bash\"");
        Answer notAllowed = cluster.startXaction(
                G, "transform", List.of("src", "none"), new JsonObject().put("transformer", "shell"), null);
        assertThat(notAllowed.status()).as(notAllowed.text()).isGreaterThanOrEqualTo(400);
        assertThat(notAllowed.at("detail")).contains("needs command bash, which this target does not allow");
        assertThat(cluster.names(G, "none")).isEmpty();
    }

    @Test
    void anObjectIsReadThroughATransformer() throws Exception {
        for (int i = 0; i < 6; i++) {
            assertThat(unzipped(object("src", "a/o-" + i + ".txt?transform=zip")))
                    .isEqualTo(content(i));
        }
        assertThat(object("src", "b/other?transform=upper")).isEqualTo("OTHER".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatGoesWrongBeforeTheFirstByteIsAnError() throws Exception {
        problem(get("GET", "/ic/v1/buckets/src/objects/b/other?transform=nowhere"), 404, "no-such-transformer");
        problem(get("GET", "/ic/v1/buckets/src/objects/nothing?transform=zip"), 404, "no-such-object");
        problem(get("GET", "/ic/v1/buckets/src/objects/a/o-2.txt?transform=half"), 502, "transform-failed");
        problem(get("GET", "/ic/v1/buckets/src/objects/b/other?transform=late"), 504, "transform-timed-out");
        problem(get("GET", "/ic/v1/buckets/src/objects/b/other?transform=-x"), 400, "bad-request");
        assertThat(get("HEAD", "/ic/v1/buckets/src/objects/b/other?transform=zip")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatGoesWrongAfterTheFirstByteCutsTheConnection() {
        assertThatThrownBy(() -> get("GET", "/ic/v1/buckets/src/objects/b/other?transform=torn"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aTargetThatRestartsGoesOnWhereItWas() throws Exception {
        bucket("restarted");
        String id = started("slow", new JsonObject().put("prefix", "a/"), "restarted");
        await().atMost(OneJvmCluster.LONG)
                .until(() -> cluster.names(G, "restarted").size() >= 2);
        cluster.stop("t2");
        cluster.start("t2");

        JsonObject row = cluster.awaitEnd(G, id);
        assertThat(row.getString("state")).as(row.encodePrettily()).isEqualTo("finished");
        assertThat(row.getString("error")).as(row.encodePrettily()).isNull();
        cluster.awaitReady();
        assertThat(cluster.names(G, "restarted")).hasSize(OBJECTS);
        assertThat(versions("restarted")).as("nothing was made twice").allMatch(line -> line.endsWith(".1"));
        for (int i = 0; i < OBJECTS; i++) {
            assertThat(object("restarted", "a/o-" + i + ".txt"))
                    .isEqualTo(content(i).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void problem(HttpResponse<byte[]> answer, int status, String reason) {
        JsonObject problem = new JsonObject(new String(answer.body(), StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(problem.encode()).isEqualTo(status);
        assertThat(problem.getString("reason")).isEqualTo(reason);
    }

    @Test
    void transformersAreListedAndRemoved() throws Exception {
        register("brief", "\"command\":\"gzip\",\"timeLimit\":\"2s\"");
        Answer other = cluster.call("POST", G, "/ic/v1/transformers", "{\"name\":\"brief\",\"command\":\"half\"}");
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.at("reason")).isEqualTo("transformer-exists");
        assertThat(cluster.call("GET", G, "/ic/v1/transformers", null).text()).contains("\"brief\"");
        assertThat(cluster.call("GET", G, "/ic/v1/transformers/brief", null).at("timeLimit"))
                .isEqualTo("2s");
        assertThat(cluster.call("DELETE", G, "/ic/v1/transformers/brief", null).status())
                .isEqualTo(200);
        assertThat(cluster.call("DELETE", G, "/ic/v1/transformers/brief", null).status())
                .isEqualTo(404);
        Answer bad = cluster.call("POST", G, "/ic/v1/transformers", "{\"name\":\"x\",\"url\":\"ftp://h/\"}");
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.at("field")).isEqualTo("url");
    }
}
