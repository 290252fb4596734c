package infocenter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.function.Predicate;
import picocli.CommandLine.Option;

/** Options of a command that waits until the group is as it was asked to be. */
final class IcWait {
    private static final Duration LOOK = Duration.ofMillis(250);

    /** Who is asked may be the one that leaves: it begins anew, and answers again in a moment. That is no news. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    @Option(names = "--no-wait", description = "Returns once the wish is in the log; the group follows.")
    boolean noWait;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Longest wait. Default: ${DEFAULT-VALUE}")
    int timeoutSeconds = 60;

    /**
     * Asks until the members are so, and says on standard error whenever they changed.
     *
     * @return the members as last seen
     */
    JsonNode until(Door door, String wanted, Predicate<JsonNode> reached) {
        long end = System.nanoTime() + Duration.ofSeconds(timeoutSeconds).toNanos();
        String said = "";
        long answered = System.nanoTime();
        while (true) {
            JsonNode members = ask(door, end);
            if (members != null) {
                answered = System.nanoTime();
            }
            if (members != null && (noWait || reached.test(members))) {
                return members;
            }
            String line = members == null ? "no answer, asking again" : IcView.line(members);
            boolean news = members != null || System.nanoTime() - answered >= QUIET.toNanos();
            if (news && !line.equals(said)) {
                System.err.println(line);
                said = line;
            }
            if (System.nanoTime() - end >= 0) {
                throw new CliFailure(
                        ExitCode.TIMED_OUT,
                        "the wish is in the log, but " + wanted + " has not come true within " + timeoutSeconds + " s: "
                                + line);
            }
            pause();
        }
    }

    /** The members, or null while no gateway can say. */
    private static @org.jspecify.annotations.Nullable JsonNode ask(Door door, long end) {
        try {
            return IcView.ofLeader(door);
        } catch (CliFailure failure) {
            boolean passes = failure.exitCode() == ExitCode.UNREACHABLE
                    || failure.exitCode() == ExitCode.NO_LEADER
                    || failure.problem() != null
                            && failure.problem().path("status").asInt() == 503;
            if (!passes || System.nanoTime() - end >= 0) {
                throw failure;
            }
            return null;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CliFailure(ExitCode.FAILED, "interrupted; the wish is in the log");
        }
    }
}
