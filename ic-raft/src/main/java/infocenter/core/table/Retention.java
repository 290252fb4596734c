package infocenter.core.table;

import infocenter.core.xaction.Phase;
import infocenter.core.xaction.Xaction;
import java.time.Duration;
import java.util.List;

/** How long the history of a xaction is kept after its end (promise G10): by age first, then by count. */
public final class Retention {
    /** Rows of list-objects: there are many, and nobody asks for them again. */
    public static final Duration LISTS = Duration.ofMinutes(10);

    public static final Duration FINISHED = Duration.ofDays(7);

    /** Failed and aborted ones are asked for longest. */
    public static final Duration FAILED_OR_ABORTED = Duration.ofDays(30);

    /** Every class, shortest first. */
    static final List<Duration> CLASSES = List.of(LISTS, FINISHED, FAILED_OR_ABORTED);

    private Retention() {}

    /** How long that row is kept once it has ended, in milliseconds. */
    static long keptMillis(Xaction row) {
        if (row.kind().equals("list-objects")) {
            return LISTS.toMillis();
        }
        boolean well = row.phase() == Phase.FINISHED
                && row.end() != null
                && row.end().error().isEmpty();
        return (well ? FINISHED : FAILED_OR_ABORTED).toMillis();
    }
}
