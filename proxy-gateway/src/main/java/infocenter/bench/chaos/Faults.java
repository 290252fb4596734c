package infocenter.bench.chaos;

import infocenter.bench.failover.ClusterScript.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Injects one fault after the other, heals it, and returns when the cluster is whole again. Blocks; one thread. */
final class Faults {
    private static final String LOSS_PERCENT = "20";
    private static final String DELAY_MILLIS = "100";
    private static final String JITTER_MILLIS = "50";

    private final Nodes nodes;

    Faults(Nodes nodes) {
        this.nodes = nodes;
    }

    void run(Plan.Fault fault) throws IOException, InterruptedException {
        switch (fault.kind()) {
            case KILL, TARGET_KILL -> killed(fault);
            case PAUSE -> paused(fault);
            case PARTITION -> network(fault, "partition", fault.whom().split(" "));
            case LOSS -> network(fault, "loss", fault.whom(), LOSS_PERCENT);
            case DELAY -> network(fault, "delay", fault.whom(), DELAY_MILLIS, JITTER_MILLIS);
            case DISK_FULL -> diskFull(fault);
            case FSYNC_ERROR -> fsyncError(fault);
            case CLOCK_JUMP -> clockJump(fault);
            case WIPE -> wiped(fault);
            case ROLLING_RESTART -> nodes.fault("rolling-restart", "--only", fault.whom());
            case POWER_CUT -> throw new IOException("no disk of its own");
        }
        nodes.awaitWhole();
    }

    private void killed(Plan.Fault fault) throws IOException, InterruptedException {
        String name = nodes.with(fault.whom(), fault.pick()).name();
        nodes.kill(name, "KILL");
        lasts(fault.lasts());
        nodes.start(name);
    }

    private void paused(Plan.Fault fault) throws IOException, InterruptedException {
        String name = nodes.with(fault.whom(), fault.pick()).name();
        nodes.kill(name, "STOP");
        try {
            lasts(fault.lasts());
        } finally {
            nodes.kill(name, "CONT");
        }
    }

    private void network(Plan.Fault fault, String script, String... words) throws IOException, InterruptedException {
        try {
            nodes.fault(script, words);
            lasts(fault.lasts());
        } finally {
            nodes.fault("heal");
        }
    }

    private void diskFull(Plan.Fault fault) throws IOException, InterruptedException {
        DiskFull disk = new DiskFull(nodes.folder());
        try {
            disk.fill();
            lasts(fault.lasts());
        } finally {
            disk.free();
        }
    }

    /** The first fsync fails; the member must not go on as if it had been written. It may take a while to end, and is started again then. */
    private void fsyncError(Plan.Fault fault) throws IOException, InterruptedException {
        Node node = nodes.with(fault.whom(), fault.pick());
        Process strace = new ProcessBuilder(
                        "strace",
                        "-f",
                        "-qq",
                        "-p",
                        node.pid(),
                        "-o",
                        "/dev/null",
                        "-e",
                        "trace=fdatasync,fsync",
                        "-e",
                        "inject=fdatasync,fsync:error=EIO:when=1")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (strace.waitFor(fault.lasts().toSeconds(), TimeUnit.SECONDS) && strace.exitValue() != 0 && runs(node)) {
                throw new IOException("strace could not attach to " + node.name());
            }
        } finally {
            strace.destroy();
            strace.waitFor();
        }
    }

    private boolean runs(Node node) throws IOException, InterruptedException {
        return nodes.all().stream().anyMatch(one -> one.name().equals(node.name()) && one.running());
    }

    /** A planned restart puts the node's wall clock under a file, another one takes it out. */
    private void clockJump(Plan.Fault fault) throws IOException, InterruptedException {
        String name = nodes.with(fault.whom(), fault.pick()).name();
        Path file = nodes.folder().resolve(name).resolve("clock");
        set(file, "+0");
        nodes.kill(name, "TERM");
        nodes.startWith(ClockJump.environment(file), name);
        nodes.awaitWhole();
        try {
            set(file, ClockJump.jump(fault.pick()));
            lasts(fault.lasts());
        } finally {
            set(file, "+0");
        }
        nodes.kill(name, "TERM");
        nodes.start(name);
    }

    private static void set(Path file, String seconds) throws IOException {
        Files.writeString(file, seconds + "\n", StandardCharsets.US_ASCII);
    }

    private void wiped(Plan.Fault fault) throws IOException, InterruptedException {
        String name = nodes.with(fault.whom(), fault.pick()).name();
        if (Files.exists(nodes.folder().resolve(DiskFull.NODE_FILE))
                && name.equals(new DiskFull(nodes.folder()).node())) {
            // A file system cannot be removed like a folder.
            name = nodes.with("spare", fault.pick()).name();
        }
        nodes.fault("wipe", name);
        lasts(fault.lasts());
        nodes.start(name);
    }

    private static void lasts(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
    }
}
