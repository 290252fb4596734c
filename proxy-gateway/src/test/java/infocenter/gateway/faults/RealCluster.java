package infocenter.gateway.faults;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A cluster of real processes from the built distribution, driven as a user drives it: by {@code scripts/cluster} and over HTTP. */
final class RealCluster implements AutoCloseable {
    static final Duration LONG = Duration.ofSeconds(120);
    private static final int PORTS_A_NODE = 10;
    /** Nodes that may join later. */
    private static final int SPARE_NODES = 2;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.ALWAYS)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Path folder;
    private final int basePort;

    /** An answer of the public door. */
    record Answer(int status, String text) {
        JsonObject json() {
            return new JsonObject(text);
        }
    }

    /** One line of {@code scripts/cluster list}. */
    record Listed(String name, String role, String url, boolean member, boolean leader) {}

    private RealCluster(Path folder, int basePort) {
        this.folder = folder;
        this.basePort = basePort;
    }

    /** Starts one below that folder and returns when it is ready. */
    static RealCluster up(Path folder, int gateways, int targets, String... options) throws Exception {
        RealCluster cluster = new RealCluster(folder, freeBasePort((gateways + targets + SPARE_NODES) * PORTS_A_NODE));
        List<String> arguments = new ArrayList<>(List.of(
                "up", "--gateways", "" + gateways, "--targets", "" + targets, "--base-port", "" + cluster.basePort));
        arguments.addAll(List.of(options));
        try {
            cluster.script(arguments.toArray(String[]::new));
        } catch (IOException failed) {
            cluster.close();
            throw failed;
        }
        return cluster;
    }

    /** Runs {@code scripts/cluster} and gives back what it printed; another exit code than 0 fails with it. */
    String script(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("../scripts/cluster", arguments[0], "--dir", folder.toString()));
        command.addAll(List.of(arguments).subList(1, arguments.length));
        return printed(command);
    }

    /** The same for a script of {@code scripts/fault}. */
    String fault(String name, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("../scripts/fault/" + name, "--dir", folder.toString()));
        command.addAll(List.of(arguments));
        return printed(command);
    }

    private String printed(List<String> command) throws IOException, InterruptedException {
        Path printed = Files.createTempFile("cluster", ".out");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile());
        // What lives for a minute never earns back what the optimising compiler costs.
        builder.environment().putIfAbsent("XIC_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        Process process = builder.start();
        boolean ended = process.waitFor(8, TimeUnit.MINUTES);
        String text = Files.readString(printed, StandardCharsets.UTF_8);
        Files.delete(printed);
        if (!ended || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " failed: " + text + logs(10));
        }
        return text;
    }

    List<Listed> list() throws IOException, InterruptedException {
        return script("list").lines().map(RealCluster::listed).toList();
    }

    /** Whoever leads, once somebody does. */
    Listed leader() {
        return listed(Listed::leader);
    }

    /** A gateway that is no member, once the others are. */
    Listed outsider() {
        return listed(node -> node.role().equals("gateway") && !node.member());
    }

    private Listed listed(Predicate<Listed> wanted) {
        return Awaitility.await()
                .atMost(LONG)
                .pollDelay(Duration.ZERO)
                .until(() -> list().stream().filter(wanted).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    /** One request; a 503 or a refused connection is tried again for two minutes, as a client does that was told to. */
    Answer call(String method, String url, String body) {
        return Awaitility.await()
                .atMost(LONG)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> once(method, url, body), answer -> answer.status() != 503);
    }

    Answer once(String method, String url, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    /** The row when it has ended. */
    JsonObject ended(String url, String id) {
        return Awaitility.await()
                .atMost(LONG)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> call("GET", url + "/ic/v1/xactions/" + id, "").json(),
                        row -> row.getString("endTime") != null);
    }

    /** Everything that a node which is not running has on its disk. */
    void loseDisk(String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(name).resolve("data"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    void put(String url, String bucket, int objects) {
        for (int i = 0; i < objects; i++) {
            Answer answer = call("PUT", url + "/ic/v1/buckets/" + bucket + "/objects/o-" + i, content(i));
            // A put that was tried again replaces its own first copy.
            if (answer.status() != 201 && answer.status() != 200) {
                throw new IllegalStateException("put: " + answer);
            }
        }
    }

    static String content(int object) {
        return ("object " + object + " ").repeat(50);
    }

    List<String> names(String url, String bucket) {
        return List.copyOf(versions(url, bucket).keySet());
    }

    /** The version of each object of a bucket, page after page. */
    TreeMap<String, String> versions(String url, String bucket) {
        TreeMap<String, String> versions = new TreeMap<>();
        String token = "";
        do {
            JsonObject page = call(
                            "GET",
                            url + "/ic/v1/buckets/" + bucket + "/objects?limit=1000"
                                    + (token.isEmpty() ? "" : "&token=" + token),
                            "")
                    .json();
            page.getJsonArray("items").forEach(item -> {
                JsonObject object = (JsonObject) item;
                versions.put(object.getString("name"), object.getString("version"));
            });
            token = page.getString("token", "");
        } while (!token.isEmpty());
        return versions;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        script("down", "--wipe");
    }

    /** The end of each node's log. */
    String logs(int lines) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> nodes = Files.list(folder)) {
            for (Path log : nodes.map(node -> node.resolve("log"))
                    .filter(Files::exists)
                    .sorted()
                    .toList()) {
                List<String> all = Files.readAllLines(log);
                text.append("\n== ").append(log).append('\n');
                all.subList(Math.max(0, all.size() - lines), all.size())
                        .forEach(line -> text.append(line).append('\n'));
            }
        }
        return text.toString();
    }

    private static Listed listed(String line) {
        List<String> words = List.of(line.split(" "));
        return new Listed(words.get(0), words.get(1), words.get(2), words.contains("ic"), words.contains("leader"));
    }

    /** A stretch of ports that nobody listens on; below the range that the kernel hands out by itself. */
    private static int freeBasePort(int ports) throws IOException {
        Random random = new Random();
        for (int attempt = 0; attempt < 100; attempt++) {
            int base = 10_000 + random.nextInt(20_000 - ports);
            if (allFree(base, ports)) {
                return base;
            }
        }
        throw new IOException("no " + ports + " free ports in a row");
    }

    private static boolean allFree(int base, int ports) {
        for (int port = base; port < base + ports; port++) {
            try (ServerSocket socket = new ServerSocket(port)) {
                socket.setReuseAddress(true);
            } catch (IOException taken) {
                return false;
            }
        }
        return true;
    }
}
