package infocenter.target.job;

import java.time.Duration;

/**
 * Lists a bucket: the pages are read through the page door and never touch the log; the run itself only waits, and ends when nobody has
 * asked for a page for a while.
 */
final class ListObjects implements Job {
    private static final int PAGE_SIZE_DEFAULT = 1_000;
    private static final int PAGE_SIZE_MAX = 10_000;
    private static final int IDLE_SECONDS_DEFAULT = 30;
    private static final int IDLE_SECONDS_MAX = 3_600;

    @Override
    public String kind() {
        return "list-objects";
    }

    @Override
    public Work begin(JobContext context) throws BadArgument {
        context.arguments().text("prefix", "");
        context.arguments().whole("pageSize", PAGE_SIZE_DEFAULT, 1, PAGE_SIZE_MAX);
        Duration patience =
                Duration.ofSeconds(context.arguments().whole("idleSeconds", IDLE_SECONDS_DEFAULT, 1, IDLE_SECONDS_MAX));
        return () -> context.quiet().compareTo(patience) < 0 ? new Step.Idle(patience) : Step.DONE;
    }
}
