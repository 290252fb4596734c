package infocenter.core.command;

/**
 * What the leader adds to an entry, so that apply needs no clock.
 *
 * @param term the entry's own term
 * @param elapsedMillis the cluster's own clock: the leader's monotonic time added to the value it found after its first own
 *     entry; apply takes the larger of this and the last one. Counts only time with a leader
 * @param shownMillis wall time since 1970, for display only; apply never lets it fall
 */
public record Stamp(long term, long elapsedMillis, long shownMillis) {}
