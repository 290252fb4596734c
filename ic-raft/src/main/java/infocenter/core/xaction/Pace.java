package infocenter.core.xaction;

/**
 * How fast a run's counters move, by the elapsed clock of the entries that told them: the same on every member, and no clock that
 * jumps can bend it. Kept only while the run is under way.
 *
 * @param sinceMillis when its target said that it runs, or runs again; 0 while there is none
 * @param since counters at that time
 * @param movedMillis when a counter last rose, at first the same
 * @param older a moment at least {@link #MARK_MILLIS} before the newer one
 * @param newer the last moment that was kept
 */
public record Pace(long sinceMillis, Counts since, long movedMillis, Mark older, Mark newer) {
    /** No run under way. */
    public static final Pace NONE = new Pace(0, Counts.ZERO, 0, Mark.NONE, Mark.NONE);

    /** The rate of late is that of the last one to two of these. */
    public static final long MARK_MILLIS = 10_000;

    /** No counter moved for so long: stalled. */
    public static final long STALLED_MILLIS = 60_000;

    /** What rates are computed of. */
    public record Counts(long objects, long bytes) {
        static final Counts ZERO = new Counts(0, 0);

        static Counts of(Counters counters) {
            return new Counts(counters.localObjects(), counters.localBytes());
        }
    }

    /** What was counted at a moment of the elapsed clock. */
    public record Mark(long atMillis, Counts counts) {
        static final Mark NONE = new Mark(0, Counts.ZERO);
    }

    /** Under way from that moment on. */
    static Pace begun(long nowMillis, Counters counters) {
        Counts counts = Counts.of(counters);
        Mark mark = new Mark(nowMillis, counts);
        return new Pace(nowMillis, counts, nowMillis, mark, mark);
    }

    /** Its counters rose. */
    Pace moved(long nowMillis, Counters counters) {
        if (equals(NONE)) {
            return begun(nowMillis, counters);
        }
        boolean due = nowMillis - newer.atMillis() >= MARK_MILLIS;
        return due
                ? new Pace(sinceMillis, since, nowMillis, newer, new Mark(nowMillis, Counts.of(counters)))
                : new Pace(sinceMillis, since, nowMillis, older, newer);
    }
}
