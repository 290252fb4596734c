package infocenter.target.transform;

import infocenter.target.job.TransformFailed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A program: the object is its standard input, its standard output what becomes of it. No shell, no inherited environment, an empty
 * folder as working directory.
 */
final class CommandConduit implements Conduit {
    /** Of standard error, for the message. */
    private static final int COMPLAINT_BYTES_MAX = 1_024;

    private static final int COMPLAINT_MILLIS_MAX = 1_000;

    /** A program that is killed may have started another one meanwhile. */
    private static final int KILL_ROUNDS = 5;

    private final String name;
    private final Process process;
    private final Complaint complaint;

    private CommandConduit(String name, Process process, Complaint complaint) {
        this.name = name;
        this.process = process;
        this.complaint = complaint;
    }

    /**
     * Starts it.
     *
     * @param argv with what limits its memory in front
     */
    static CommandConduit start(String name, List<String> argv, Path folder, Threads threads) throws TransformFailed {
        ProcessBuilder builder = new ProcessBuilder(argv).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("PATH", "/usr/local/bin:/usr/bin:/bin");
        try {
            Process process = builder.start();
            Complaint complaint = new Complaint(process.getErrorStream());
            threads.pipe(complaint);
            return new CommandConduit(name, process, complaint);
        } catch (IOException cannot) {
            throw TransformFailed.because("command " + name + " cannot be started: " + cannot.getMessage());
        }
    }

    @Override
    public OutputStream input() {
        return process.getOutputStream();
    }

    @Override
    public InputStream output() {
        return process.getInputStream();
    }

    @Override
    public void settle(Duration within) throws TransformFailed {
        try {
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                throw TransformFailed.late("command " + name + " closed its output and did not end");
            }
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
            throw TransformFailed.because("command " + name + " was interrupted");
        }
        int code = process.exitValue();
        if (code != 0) {
            String said = complaint.text();
            throw TransformFailed.because(
                    "command " + name + " ended with exit code " + code + (said.isEmpty() ? "" : ": " + said));
        }
    }

    /** By process id, descendants too: none of them may hold on to the streams, or work on. */
    @Override
    public void close() {
        // Whoever loses its parent is nobody's descendant any more, so each that was seen is kept in mind.
        Set<ProcessHandle> seen = new LinkedHashSet<>();
        seen.add(process.toHandle());
        for (int round = 0; round < KILL_ROUNDS; round++) {
            for (ProcessHandle one : List.copyOf(seen)) {
                one.descendants().forEach(seen::add);
            }
            seen.forEach(ProcessHandle::destroyForcibly);
            if (seen.stream().noneMatch(ProcessHandle::isAlive)) {
                break;
            }
            awaitEnd();
        }
        end(process.getInputStream());
        end(process.getErrorStream());
    }

    private static void end(InputStream stream) {
        try {
            stream.close();
        } catch (IOException harmless) {
            // Nobody reads it any more.
        }
    }

    private void awaitEnd() {
        try {
            process.waitFor(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads standard error to its end, so that the program never waits for a reader, and keeps the beginning. */
    private static final class Complaint implements Runnable {
        private final InputStream from;
        private final CountDownLatch begun = new CountDownLatch(1);
        private volatile String text = "";

        Complaint(InputStream from) {
            this.from = from;
        }

        @Override
        public void run() {
            try (from) {
                byte[] first = from.readNBytes(COMPLAINT_BYTES_MAX);
                text = new String(first, StandardCharsets.UTF_8)
                        .lines()
                        .map(String::strip)
                        .collect(Collectors.joining(" "))
                        .replaceAll("\\p{Cntrl}", "?");
                begun.countDown();
                from.transferTo(OutputStream.nullOutputStream());
            } catch (IOException killed) {
                // Then nobody asks.
            } finally {
                begun.countDown();
            }
        }

        /** What it said; the program has ended, so it comes at once, unless a descendant holds the stream open. */
        String text() {
            try {
                if (!begun.await(COMPLAINT_MILLIS_MAX, TimeUnit.MILLISECONDS)) {
                    return "";
                }
            } catch (InterruptedException told) {
                Thread.currentThread().interrupt();
            }
            return text;
        }
    }
}
