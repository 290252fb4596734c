package infocenter.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * {@code xic train}: a gateway and a target in a temporary folder that do a little of everything and end. The start script runs it in
 * the background to learn which classes servers load; what it makes is of no other use.
 */
@Command(name = "train", hidden = true, description = "Loads what servers load, and ends.")
final class TrainCommand implements Callable<Integer> {
    /** Nothing good comes after that; halting writes no archive. */
    private static final Duration BOUND = Duration.ofSeconds(90);

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int PORTS = 6;

    @Override
    public Integer call() throws IOException {
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "train-bound");
            thread.setDaemon(true);
            return thread;
        });
        watch.schedule(() -> Runtime.getRuntime().halt(ExitCode.TIMED_OUT), BOUND.toMillis(), TimeUnit.MILLISECONDS);
        Path root = Files.createTempDirectory("xic-train");
        Roles roles = new Roles();
        try {
            List<Integer> ports = freePorts();
            String url = roles.start("gateway", gateway(root, ports)).publicUrl();
            roles.start("target", target(root, ports));
            work(url, root);
        } finally {
            roles.stop();
            delete(root);
        }
        return ExitCode.DONE;
    }

    private static void work(String url, Path root) throws IOException {
        Path file = Files.writeString(root.resolve("object"), "object");
        untilDone("--url", url, "cluster", "init");
        untilDone("--url", url, "bucket", "create", "train");
        untilDone("--url", url, "put", "train", file.toString());
        untilDone("--url", url, "start", "copy-bucket", "train", "copy");
        untilDone("--url", url, "bucket", "create", "copy");
        untilDone("--url", url, "start", "copy-bucket", "train", "copy", "--key", "train");
        untilDone("--url", url, "start", "delete", "copy", "--arg", "names=[\"object\"]");
        untilDone("--url", url, "ls", "train");
        untilDone("--url", url, "list");
        untilDone("--url", url, "node", "list");
        Door.answer(Door.open(java.net.URI.create(url + "/health/ready"), "GET", 5_000));
    }

    /** Asks again while the nodes are still finding each other; what can never be done is left after a few times. */
    private static void untilDone(String... command) {
        for (int attempt = 0; attempt < 25; attempt++) {
            int code = Xic.run(command);
            if (code == ExitCode.DONE || code == ExitCode.NOT_FOUND || code == ExitCode.USAGE) {
                return;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static Path gateway(Path root, List<Integer> ports) throws IOException {
        return write(root, "g1", """
                id: g1
                dataDir: data
                rest: {port: %d}
                node: {port: %d}
                raft: {ports: [%d, %d]}
                ic: {size: 1}
                join: []
                """.formatted(ports.get(0), ports.get(1), ports.get(2), ports.get(3)));
    }

    private static Path target(Path root, List<Integer> ports) throws IOException {
        return write(root, "t1", """
                id: t1
                dataDir: data
                rest: {port: %d}
                node: {port: %d}
                mounts: [{path: mount}]
                join: ["http://127.0.0.1:%d"]
                """.formatted(ports.get(4), ports.get(5), ports.get(1)));
    }

    private static Path write(Path root, String id, String yaml) throws IOException {
        return Files.writeString(Files.createDirectories(root.resolve(id)).resolve("settings.yaml"), yaml);
    }

    private static List<Integer> freePorts() throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        for (int at = 0; at < PORTS; at++) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            sockets.add(socket);
            ports.add(socket.getLocalPort());
        }
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return ports;
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
