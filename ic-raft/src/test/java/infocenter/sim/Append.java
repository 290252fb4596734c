package infocenter.sim;

import java.util.List;

/**
 * What a leader sends: entries, or none as a heartbeat.
 *
 * @param prevIndex of the entry before the first one
 * @param commit of the leader
 */
record Append(long term, String leader, long prevIndex, long prevTerm, List<Entry> entries, long commit) {
    /**
     * The answer.
     *
     * @param taken whether the entries are on disk there
     * @param match what of the leader's log is there for sure; when nothing was taken, where to try next
     */
    record Answer(long term, boolean taken, long match) {}
}
