package infocenter.gateway.faults;

import infocenter.gateway.faults.RealCluster.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** What is done to a cluster of real processes while objects are used: targets die, return, join and leave. */
final class ClusterChanges {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final RealCluster cluster;
    private final Path folder;
    private final List<String> gateways;

    /**
     * @param gateways public URLs
     */
    ClusterChanges(RealCluster cluster, Path folder, List<String> gateways) {
        this.cluster = cluster;
        this.folder = folder;
        this.gateways = gateways;
    }

    void kill(String name) throws Exception {
        cluster.script("kill", name);
    }

    void stop(String name) throws Exception {
        cluster.script("kill", name, "TERM");
    }

    /** Starts a target that was killed or stopped, with what it had, and returns when the map shows its new life. */
    void returns(String name) throws Exception {
        long before = node(name).getLong("incarnation");
        cluster.script("start", name);
        await(name + " is back")
                .until(() -> node(name), it -> it.getBoolean("up") && it.getLong("incarnation") != before);
    }

    /** Starts one target more and returns its name when objects are placed on it. */
    String joins() throws Exception {
        Path known = folder.resolve("cluster.env");
        List<String> lines = new ArrayList<>(Files.readAllLines(known));
        int targets = lines.stream()
                .filter(line -> line.startsWith("targets="))
                .mapToInt(line -> Integer.parseInt(line.substring("targets=".length())))
                .sum();
        lines.replaceAll(line -> line.startsWith("targets=") ? "targets=" + (targets + 1) : line);
        Files.write(known, lines);
        String name = "t" + (targets + 1);
        cluster.script("start", name);
        await(name + " is placed").until(this::placed, names -> names.contains(name));
        return name;
    }

    void maintenance(String name) {
        change("POST", name + "/maintenance");
        await(name + " is not placed").until(this::placed, names -> !names.contains(name));
    }

    void endMaintenance(String name) {
        change("DELETE", name + "/maintenance");
        await(name + " is placed").until(this::placed, names -> names.contains(name));
    }

    /** Takes it out for good: its objects move away, it stops when that is done, and is forgotten. */
    void leaves(String name) throws Exception {
        change("POST", name + "/decommission");
        await(name + " may stop")
                .until(
                        () -> node(name).getJsonObject("drain"),
                        drain -> drain != null && drain.getString("state").equals("safe-to-stop"));
        stop(name);
        await(name + " is forgotten").until(() -> {
            int status = tell("DELETE", name).status();
            return status == 200 || status == 404;
        });
    }

    void awaitEvicted(String name) {
        await(name + " is evicted").until(this::placed, names -> !names.contains(name));
    }

    /** Returns when the map does not change any more and every target that is up has moved what it had to. */
    void awaitBalanced() {
        await("balanced").until(() -> {
            JsonObject placement = get("/ic/v1/cluster").getJsonObject("placement");
            JsonObject active = placement.getJsonObject("active");
            return active.getLong("version")
                            .equals(placement.getJsonObject("proposed").getLong("version"))
                    && targets(JsonObject.class::isInstance).stream()
                            .filter(node -> node.getBoolean("up"))
                            .allMatch(node -> node.getLong("balancedVersion") >= active.getLong("version"));
        });
    }

    /** Files below a target's mount path, in that folder of it. */
    List<Path> files(String target, String inside) throws IOException {
        Path root = folder.resolve(target).resolve("mount").resolve(inside);
        if (!Files.exists(root)) {
            return List.of();
        }
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** An order that only a leader can give; tried again while there is none or another change is under way. */
    private void change(String method, String path) {
        await(method + " " + path).until(() -> tell(method, path).status() == 200);
    }

    private Answer tell(String method, String path) throws IOException, InterruptedException {
        Answer answer =
                cluster.once(method, gateways.get(0) + "/ic/v1/nodes/" + path, method.equals("POST") ? "{}" : "");
        if (answer.status() != 200 && answer.status() < 500 && answer.status() != 409 && answer.status() != 404) {
            throw new AssertionError(method + " " + path + ": " + answer);
        }
        return answer;
    }

    private List<String> placed() {
        return get("/ic/v1/cluster").getJsonObject("placement").getJsonObject("active").getJsonArray("targets").stream()
                .map(String.class::cast)
                .toList();
    }

    private JsonObject node(String name) {
        return targets(node -> node.getString("id").equals(name)).get(0);
    }

    private List<JsonObject> targets(Predicate<JsonObject> wanted) {
        JsonArray items = get("/ic/v1/nodes").getJsonArray("items");
        return items.stream()
                .map(JsonObject.class::cast)
                .filter(node -> node.getString("role").equals("target"))
                .filter(wanted)
                .toList();
    }

    private JsonObject get(String path) {
        return cluster.call("GET", gateways.get(0) + path, "").json();
    }

    private static ConditionFactory await(String what) {
        return Awaitility.await(what)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(IOException.class);
    }
}
