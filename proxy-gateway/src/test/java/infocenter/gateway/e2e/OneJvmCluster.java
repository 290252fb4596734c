package infocenter.gateway.e2e;

import infocenter.node.NodeRole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Real gateways and targets in this JVM, started as {@code xic} starts them: by role and settings file. */
final class OneJvmCluster implements AutoCloseable {
    static final Duration LONG = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.ALWAYS)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Map<String, Path> settings = new LinkedHashMap<>();
    private final Map<String, String> urls = new LinkedHashMap<>();
    private final Map<String, NodeRole.Running> running = new LinkedHashMap<>();

    /** An answer of the public door. */
    record Answer(int status, String text, Map<String, List<String>> headers) {
        JsonObject json() {
            return new JsonObject(text);
        }

        String at(String field) {
            return json().getString(field);
        }
    }

    /** Starts nothing yet. */
    OneJvmCluster(Path folder, int gateways, int targets) throws IOException {
        this(folder, gateways, targets, "mounts: [{path: mount}]\n");
    }

    /** The same with other lines in the targets' settings. */
    OneJvmCluster(Path folder, int gateways, int targets, String targetLines) throws IOException {
        this(folder, gateways, targets, targetLines, "");
    }

    /** The same with other lines in the gateways' settings as well. */
    OneJvmCluster(Path folder, int gateways, int targets, String targetLines, String gatewayLines) throws IOException {
        List<Integer> ports = freePorts((gateways + targets) * 4);
        List<String> join = new ArrayList<>();
        for (int at = 0; at < gateways; at++) {
            join.add("http://127.0.0.1:" + ports.get(at * 4 + 1));
        }
        for (int at = 0; at < gateways + targets; at++) {
            boolean gateway = at < gateways;
            String name = gateway ? "g" + (at + 1) : "t" + (at - gateways + 1);
            int rest = ports.get(at * 4);
            String yaml = "id: " + name + "\ndataDir: data\nrest: {port: " + rest + "}\nnode: {port: "
                    + ports.get(at * 4 + 1) + "}\njoin: " + join + "\n"
                    + (gateway
                            ? "raft: {ports: [" + ports.get(at * 4 + 2) + ", " + ports.get(at * 4 + 3)
                                    + "]}\nic: {size: " + (gateways >= 3 ? 3 : 1) + "}\nstartBy: 10s\n" + gatewayLines
                            : targetLines);
            Path file = Files.createDirectories(folder.resolve(name)).resolve("settings.yaml");
            settings.put(name, Files.writeString(file, yaml));
            urls.put(name, "http://127.0.0.1:" + rest);
        }
    }

    /** All nodes up, the cluster made, the group at its size. */
    OneJvmCluster up() throws Exception {
        return up(List.copyOf(settings.keySet()));
    }

    /** The same with some of the nodes; closes itself when that fails. */
    OneJvmCluster up(List<String> names) throws Exception {
        boolean well = false;
        try {
            for (String name : names) {
                start(name);
            }
            if (call("POST", "g1", "/ic/v1/cluster/init", "{}").status() != 201) {
                throw new IllegalStateException("not initialised");
            }
            awaitReady();
            well = true;
            return this;
        } finally {
            if (!well) {
                close();
            }
        }
    }

    void awaitReady() {
        awaitReady(running.size(), urls.containsKey("g3") && running.containsKey("g3") ? 3 : 1);
    }

    /** So many nodes up, so many members, and every gateway that runs is ready. */
    void awaitReady(int up, int members) {
        Awaitility.await().atMost(LONG).ignoreExceptions().until(() -> {
            JsonObject cluster = call("GET", "g1", "/ic/v1/cluster", null).json();
            return cluster.getJsonObject("nodes").getInteger("up") == up
                    && cluster.getJsonArray("members").size() == members
                    && cluster.getString("leader") != null;
        });
        for (String name : gateways()) {
            Awaitility.await()
                    .atMost(LONG)
                    .ignoreExceptions()
                    .until(() -> call("GET", name, "/health/ready", null).status() == 200);
        }
    }

    void start(String name) throws IOException {
        String role = name.startsWith("g") ? "gateway" : "target";
        NodeRole found = ServiceLoader.load(NodeRole.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.name().equals(role))
                .findFirst()
                .orElseThrow();
        running.put(name, found.start(settings.get(name)));
    }

    void stop(String name) {
        running.remove(name).close();
    }

    NodeRole.Running node(String name) {
        return running.get(name);
    }

    Path settings(String name) {
        return settings.get(name);
    }

    List<String> gateways() {
        return running.keySet().stream().filter(name -> name.startsWith("g")).toList();
    }

    String leader() throws Exception {
        return cluster().getString("leader");
    }

    /** The gateway that is no member. */
    String spare() throws Exception {
        JsonArray members = cluster().getJsonArray("members");
        return gateways().stream()
                .filter(name -> !members.contains(name))
                .findFirst()
                .orElseThrow();
    }

    JsonObject cluster() throws Exception {
        return call("GET", gateways().get(0), "/ic/v1/cluster", null).json();
    }

    Answer call(String method, String node, String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(urls.get(node) + path))
                .timeout(Duration.ofSeconds(40))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null && body.startsWith("{")) {
            request.header("content-type", "application/json");
        }
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), answer.body(), answer.headers().map());
    }

    /** Asks again after a 503, as clients do: a target without its lease, or a cluster between two leaders, says so. */
    Answer callUntilServed(String method, String node, String path, String body) {
        return Awaitility.await()
                .atMost(LONG)
                .pollDelay(Duration.ZERO)
                .ignoreExceptions()
                .until(() -> call(method, node, path, body), answer -> answer.status() != 503);
    }

    /** Lines of an endless answer, as they come. */
    Stream<String> lines(String node, String path) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create(urls.get(node) + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofLines())
                .body();
    }

    Answer startXaction(String node, String kind, List<String> buckets, JsonObject arguments, String key)
            throws Exception {
        JsonObject body = new JsonObject()
                .put("kind", kind)
                .put("buckets", new JsonArray(buckets))
                .put("arguments", arguments);
        if (key != null) {
            body.put("key", key);
        }
        return call("POST", node, "/ic/v1/xactions", body.encode());
    }

    /** The row as that gateway shows it, once it is over. */
    JsonObject awaitEnd(String node, String id) {
        return Awaitility.await()
                .atMost(LONG)
                .pollDelay(Duration.ZERO)
                .ignoreExceptions()
                .until(
                        () -> call("GET", node, "/ic/v1/xactions/" + id, null).json(),
                        row -> row.getString("endTime") != null);
    }

    /** Every name of a bucket, page after page. */
    List<String> names(String node, String bucket) throws Exception {
        List<String> names = new ArrayList<>();
        String token = "";
        do {
            Answer page = call(
                    "GET",
                    node,
                    "/ic/v1/buckets/" + bucket + "/objects?limit=7" + (token.isEmpty() ? "" : "&token=" + token),
                    null);
            if (page.status() != 200) {
                throw new IllegalStateException(page.toString());
            }
            page.json().getJsonArray("items").forEach(item -> names.add(((JsonObject) item).getString("name")));
            token = page.json().getString("token", "");
        } while (!token.isEmpty());
        return names;
    }

    @Override
    public void close() {
        List<String> names = new ArrayList<>(running.keySet());
        for (int at = names.size() - 1; at >= 0; at--) {
            stop(names.get(at));
        }
    }

    static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            ServerSocket socket = new ServerSocket(0);
            sockets.add(socket);
            ports.add(socket.getLocalPort());
        }
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return ports;
    }
}
