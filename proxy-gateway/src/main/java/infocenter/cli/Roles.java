package infocenter.cli;

import infocenter.node.NodeRole;
import infocenter.node.NodeRole.Running;
import infocenter.node.ProcessEnd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Starts the roles of this process and keeps it alive until it is told to stop. */
final class Roles {
    private final List<Running> running = new ArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile NodeRole.@Nullable GaveUp gaveUp;

    /** Starts one role; wrong settings or a port in use end the process with the reason. */
    Running start(String role, Path settings) {
        NodeRole found = ServiceLoader.load(NodeRole.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.name().equals(role))
                .findFirst()
                .orElseThrow(() -> new CliFailure(ExitCode.USAGE, "this distribution has no role " + role));
        try {
            Running node = found.start(settings);
            running.add(node);
            node.gaveUp().thenAccept(why -> {
                gaveUp = why;
                stopped.countDown();
            });
            return node;
        } catch (IllegalArgumentException e) {
            throw new CliFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            Path folder = settings.toAbsolutePath().getParent();
            ProcessEnd end = ProcessEnd.ofStart(e, folder == null ? settings : folder);
            throw new CliFailure(end.code(), end.explained(role + " cannot start: " + e.getMessage()));
        }
    }

    /**
     * Blocks until the process gets a signal to end; then every node has been stopped gracefully, last started first. A node that can
     * never go on ends the process with its reason.
     */
    void untilTold() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopOnSignal, "stop"));
        stopped.await();
        NodeRole.GaveUp why = gaveUp;
        if (why != null) {
            throw new CliFailure(why.end().code(), why.end().explained(why.message()));
        }
    }

    /** Being told to stop is no error, yet the JVM would answer a signal with 128 and its number. */
    private void stopOnSignal() {
        stop();
        if (gaveUp == null) {
            Runtime.getRuntime().halt(ExitCode.DONE);
        }
    }

    /** Stops every node; idempotent. */
    synchronized void stop() {
        for (int i = running.size() - 1; i >= 0; i--) {
            running.get(i).close();
        }
        running.clear();
        stopped.countDown();
    }
}
