package infocenter.bench.failover;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code scripts/cluster} for one cluster: whatever is done to a process goes through it. Blocks. */
public final class ClusterScript {
    private static final int MINUTES_MAX = 3;

    private final Path script;
    private final Path folder;

    public ClusterScript(Path script, Path folder) {
        this.script = script;
        this.folder = folder;
    }

    /** One line of its list. */
    public record Node(
            String name,
            boolean gateway,
            URI url,
            String pid,
            boolean running,
            boolean up,
            boolean member,
            boolean leader) {}

    public List<Node> list() throws IOException, InterruptedException {
        return run("list").lines().map(ClusterScript::node).toList();
    }

    private static Node node(String line) {
        List<String> words = List.of(line.split(" "));
        return new Node(
                words.get(0),
                words.get(1).equals("gateway"),
                URI.create(words.get(2)),
                words.get(3),
                !words.get(3).equals("-"),
                words.contains("up"),
                words.contains("ic"),
                words.contains("leader"));
    }

    public List<Gateway> gateways() throws IOException, InterruptedException {
        return list().stream()
                .filter(Node::gateway)
                .map(node -> new Gateway(node.name(), node.url()))
                .toList();
    }

    /** What it printed; another exit code than 0 is an error. */
    public String run(String command, String... words) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(script.toString(), command));
        line.addAll(List.of(words));
        line.addAll(List.of("--dir", folder.toString()));
        Path printed = Files.createTempFile("cluster", ".out");
        try {
            Process process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile())
                    .start();
            boolean ended = process.waitFor(MINUTES_MAX, TimeUnit.MINUTES);
            String text = Files.readString(printed, StandardCharsets.UTF_8);
            if (!ended || process.exitValue() != 0) {
                process.destroy();
                throw new IOException(String.join(" ", line) + " failed: " + text);
            }
            return text;
        } finally {
            Files.delete(printed);
        }
    }
}
