package infocenter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code xic wait}. */
@Command(
        name = "wait",
        description = {
            "Waits until a job has ended; exits with 0 if it finished without an error, 1 if not, 124 if it takes longer.",
            "Goes on at the next gateway, and while there is no leader, until the time is over."
        },
        mixinStandardHelpOptions = true)
final class WaitCommand implements Callable<Integer> {
    private static final int ROUND_SECONDS = 2;

    @Mixin
    Connection connection = new Connection();

    @Parameters(paramLabel = "ID", description = "The job.")
    String id = "";

    @Option(
            names = "--timeout",
            defaultValue = "600",
            paramLabel = "SECONDS",
            description = "How long. Default: ${DEFAULT-VALUE}")
    int timeoutSeconds;

    @Override
    public Integer call() throws InterruptedException {
        boolean terminal = System.console() != null && !connection.printer().json();
        long end = System.nanoTime() + timeoutSeconds * 1_000_000_000L;
        while (true) {
            JsonNode row = ask(end);
            if (row != null && terminal) {
                // The rest of a longer line before is cleared.
                System.err.print("\r" + ProgressText.bar(row) + "\u001b[K");
            }
            if (row != null && !row.path("endTime").isNull() && row.hasNonNull("endTime")) {
                if (terminal) {
                    System.err.println();
                }
                connection
                        .printer()
                        .fields(row, "id", "kind", "state", "cause", "error", "progress.objects", "progress.bytes");
                boolean well = row.path("state").asText().equals("finished")
                        && row.path("error").asText("").isEmpty();
                return well ? ExitCode.DONE : ExitCode.FAILED;
            }
            if (System.nanoTime() - end >= 0) {
                throw new CliFailure(ExitCode.TIMED_OUT, id + " has not ended within " + timeoutSeconds + " s");
            }
        }
    }

    /** The row after at most a round, or null while no gateway can say. */
    private @org.jspecify.annotations.Nullable JsonNode ask(long end) throws InterruptedException {
        long leftSeconds = Math.max(0, (end - System.nanoTime()) / 1_000_000_000L);
        try {
            String query = Paths.query("timeout", Math.min(ROUND_SECONDS, leftSeconds) + "s");
            return connection
                    .door()
                    .get(Paths.xaction(id) + "/wait" + query, 15_000)
                    .body();
        } catch (CliFailure e) {
            boolean passes = e.exitCode() == ExitCode.UNREACHABLE
                    || e.exitCode() == ExitCode.NO_LEADER
                    || (e.problem() != null && e.problem().path("status").asInt() == 503);
            if (!passes || System.nanoTime() - end >= 0) {
                throw e;
            }
            Thread.sleep(200);
            return null;
        }
    }
}
