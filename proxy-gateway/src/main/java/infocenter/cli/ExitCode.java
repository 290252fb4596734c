package infocenter.cli;

/** What {@code xic} exits with; scripts may rely on it. */
final class ExitCode {
    static final int DONE = 0;
    /** The job failed or was aborted, or the cluster is unhealthy. */
    static final int FAILED = 1;

    static final int USAGE = 2;
    static final int UNREACHABLE = 3;
    static final int NOT_FOUND = 4;
    static final int REFUSED = 5;
    static final int NO_LEADER = 6;
    static final int TIMED_OUT = 124;

    private ExitCode() {}

    /** Of an answer that is not a success. */
    static int of(int status, String reason) {
        if (reason.equals("no-leader") || reason.equals("read-timed-out") || reason.equals("commit-unknown")) {
            return NO_LEADER;
        }
        return switch (status) {
            case 404, 410 -> NOT_FOUND;
            case 504 -> TIMED_OUT;
            default -> REFUSED;
        };
    }
}
