package infocenter.core.supervise;

import java.time.Duration;

/**
 * How long the keeper waits before it acts.
 *
 * @param suspectAfter silence from which a member no longer counts as alive
 * @param replaceAfter silence after which a member is replaced
 * @param stuckAfter time after which a member is replaced that answers, but acknowledges nothing new of a log that moves on
 * @param settle time of a leadership before which nobody is taken out: a new leader has not listened for long
 */
public record SeatBounds(Duration suspectAfter, Duration replaceAfter, Duration stuckAfter, Duration settle) {
    private static final Duration SUSPECT_MAX = Duration.ofSeconds(5);
    private static final Duration SETTLE_MAX = Duration.ofSeconds(10);

    /** A joiner that is filled by a large snapshot acknowledges nothing for a while, so twice as long as silence. */
    private static final int STUCK_PER_REPLACE = 2;

    /** The usual ones for a setting; shorter than usual where the setting is. */
    public static SeatBounds of(Duration replaceAfter) {
        return new SeatBounds(
                shorter(SUSPECT_MAX, replaceAfter.dividedBy(2)),
                replaceAfter,
                replaceAfter.multipliedBy(STUCK_PER_REPLACE),
                shorter(SETTLE_MAX, replaceAfter));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
