package infocenter.core.table;

import infocenter.core.command.Stamp;

/**
 * The table's two clocks; neither ever falls.
 *
 * @param elapsedMillis cluster time with a leader; every age, window and deadline uses it
 * @param shownMillis wall time for display
 */
public record Clocks(long elapsedMillis, long shownMillis) {
    public static final Clocks ZERO = new Clocks(0, 0);

    /** The larger of each. */
    public Clocks advance(Stamp stamp) {
        return new Clocks(Math.max(elapsedMillis, stamp.elapsedMillis()), Math.max(shownMillis, stamp.shownMillis()));
    }
}
