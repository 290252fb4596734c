package infocenter.target.job;

/** The run shall do nothing more. Thrown by {@link JobContext#checkpoint()}; work lets it through. */
public final class Stopped extends RuntimeException {
    public Stopped() {
        super("stopped", null, false, false);
    }
}
