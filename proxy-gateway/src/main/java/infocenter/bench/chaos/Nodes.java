package infocenter.bench.chaos;

import infocenter.bench.failover.ClusterScript;
import infocenter.bench.failover.ClusterScript.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The cluster under test as the faults see it: who has which part, and the scripts that do things to it. Blocks; one thread. */
final class Nodes {
    private static final Duration WHOLE_WITHIN = Duration.ofMinutes(3);
    private static final Duration PART_WITHIN = Duration.ofSeconds(30);
    private static final int SCRIPT_MINUTES_MAX = 6;

    private final ClusterScript cluster;
    private final Path scripts;
    private final Path folder;

    Nodes(ClusterScript cluster, Path scripts, Path folder) {
        this.cluster = cluster;
        this.scripts = scripts;
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    List<Node> all() throws IOException, InterruptedException {
        return cluster.list();
    }

    /** A running node that has this part: leader, member (which does not lead), spare or target. */
    Node with(String part, int pick) throws IOException, InterruptedException {
        long until = System.nanoTime() + PART_WITHIN.toNanos();
        while (true) {
            List<Node> fitting = all().stream()
                    .filter(node -> node.running() && has(node, part))
                    .toList();
            if (!fitting.isEmpty()) {
                return fitting.get(pick % fitting.size());
            }
            if (System.nanoTime() > until) {
                throw new IOException("no " + part + " is there");
            }
            Thread.sleep(200);
        }
    }

    private static boolean has(Node node, String part) {
        return switch (part) {
            case "leader" -> node.leader();
            case "member" -> node.member() && !node.leader();
            case "spare" -> node.gateway() && !node.member();
            case "target" -> !node.gateway();
            default -> node.name().equals(part);
        };
    }

    void kill(String name, String signal) throws IOException, InterruptedException {
        cluster.run("kill", name, signal);
    }

    /** Starts it unless it runs, and returns when it says that it is ready. */
    void start(String name) throws IOException, InterruptedException {
        cluster.run("start", name);
        cluster.run("ready", name, String.valueOf(WHOLE_WITHIN.toSeconds()));
    }

    void startWith(Map<String, String> environment, String name) throws IOException, InterruptedException {
        script(environment, "cluster", "start", name);
        cluster.run("ready", name, String.valueOf(WHOLE_WITHIN.toSeconds()));
    }

    void fault(String script, String... words) throws IOException, InterruptedException {
        script(Map.of(), "fault/" + script, words);
    }

    private void script(Map<String, String> environment, String name, String... words)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(scripts.resolve(name).toString()));
        line.addAll(Arrays.asList(words));
        line.addAll(List.of("--dir", folder.toString()));
        Path printed = Files.createTempFile("fault", ".out");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(printed.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(SCRIPT_MINUTES_MAX, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroy();
                throw new IOException(String.join(" ", line) + " failed: " + Files.readString(printed));
            }
        } finally {
            Files.delete(printed);
        }
    }

    /**
     * Returns when every node runs and is up, there are as many members as there should be, and one leads. Whoever has ended by itself, as
     * a member whose disk failed does, is started again, as a supervisor of processes would.
     */
    void awaitWhole() throws IOException, InterruptedException {
        long until = System.nanoTime() + WHOLE_WITHIN.toNanos();
        while (true) {
            List<Node> now = all();
            for (Node node : now) {
                if (!node.running()) {
                    cluster.run("start", node.name());
                }
            }
            long gateways = now.stream().filter(Node::gateway).count();
            boolean whole = now.stream().allMatch(node -> node.running() && node.up())
                    && now.stream().filter(Node::leader).count() == 1
                    && now.stream().filter(Node::member).count() == Math.min(3, gateways);
            if (whole) {
                return;
            }
            if (System.nanoTime() > until) {
                throw new IOException("not whole after " + WHOLE_WITHIN.toSeconds() + " s: " + now);
            }
            Thread.sleep(300);
        }
    }
}
