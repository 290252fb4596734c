package infocenter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code xic dev}. */
@Command(
        name = "dev",
        description = "Runs a whole cluster in one JVM, for development: real members, real disks, real sockets.",
        mixinStandardHelpOptions = true)
final class DevCommand implements Callable<Integer> {
    private static final int PORTS_A_NODE = 10;

    @Option(names = "--gateways", defaultValue = "3", description = "1 to 9. Default: ${DEFAULT-VALUE}")
    int gateways;

    @Option(names = "--targets", defaultValue = "3", description = "0 to 9. Default: ${DEFAULT-VALUE}")
    int targets;

    @Option(
            names = "--base-port",
            defaultValue = "9000",
            description = "First port; ten a node. Default: ${DEFAULT-VALUE}")
    int basePort;

    @Option(names = "--dir", description = "Where its data goes. Default: a new temporary folder.")
    @Nullable
    Path dir;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (gateways < 1 || gateways > 9 || targets < 0 || targets > 9) {
            throw new CliFailure(ExitCode.USAGE, "--gateways must be 1 to 9, --targets 0 to 9");
        }
        Path root = dir == null ? Files.createTempDirectory("xic-dev") : Files.createDirectories(dir);
        Roles roles = new Roles();
        List<String> doors = new ArrayList<>();
        for (int i = 0; i < gateways; i++) {
            doors.add("http://127.0.0.1:" + (port(i) + 1));
        }
        String first = "";
        for (int i = 0; i < gateways; i++) {
            String url = roles.start("gateway", gateway(root, i, doors)).publicUrl();
            first = first.isEmpty() ? url : first;
        }
        for (int i = 0; i < targets; i++) {
            roles.start("target", target(root, i, doors));
        }
        initialise(new Door(List.of(first)));
        System.out.println("cluster of " + gateways + " gateways and " + targets + " targets in " + root);
        System.out.println("first gateway: " + first + "   try: xic -u " + first + " cluster show");
        roles.untilTold();
        return ExitCode.DONE;
    }

    private static void initialise(Door door) {
        try {
            door.post(Paths.ROOT + "/cluster/init", Door.JSON.createObjectNode());
        } catch (CliFailure e) {
            boolean restarted =
                    e.problem() != null && e.problem().path("reason").asText().equals("already-initialized");
            if (!restarted) {
                throw e;
            }
        }
    }

    private int port(int node) {
        return basePort + node * PORTS_A_NODE;
    }

    private Path gateway(Path root, int i, List<String> doors) throws IOException {
        String id = "g" + (i + 1);
        int port = port(i);
        return write(root, id, """
                id: %s
                dataDir: data
                rest: {port: %d}
                node: {port: %d}
                raft: {ports: [%d, %d]}
                ic: {size: %d}
                join: [%s]
                """.formatted(
                        id, port, port + 1, port + 2, port + 3, gateways >= 3 ? 3 : 1, String.join(", ", doors)));
    }

    private Path target(Path root, int i, List<String> doors) throws IOException {
        String id = "t" + (i + 1);
        int port = port(gateways + i);
        return write(root, id, """
                id: %s
                dataDir: data
                rest: {port: %d}
                node: {port: %d}
                mounts: [{path: mount}]
                join: [%s]
                """.formatted(id, port, port + 1, String.join(", ", doors)));
    }

    private static Path write(Path root, String id, String yaml) throws IOException {
        Path folder = Files.createDirectories(root.resolve(id));
        return Files.writeString(folder.resolve("settings.yaml"), yaml);
    }
}
