package infocenter.core.table;

import infocenter.core.cluster.Placement;

/**
 * How far the numbers of a value move on when its group is made anew by hand. The value may be older than what the cluster has done:
 * entries on lost disks, or those after a backup, may have made buckets, placements and orders that targets and clients still know.
 * Their numbers must never be given again, else an old bucket's objects would be found in a new one. So numbering goes on far beyond them.
 */
final class Leap {
    /** Commands and events: thirty years at a thousand a second, and nine thousand leaps below what JSON can tell exactly. */
    static final long SEQUENCE = 1_000_000_000_000L;

    /** Placements: more than any cluster has ever made between two backups. */
    static final long PLACEMENT = 1_000_000;

    private Leap() {}

    /** The same value, numbered on. */
    static Information of(Information before) {
        return new Information(
                before.clocks(),
                before.sequence() + SEQUENCE,
                before.identity(),
                before.cluster(),
                before.buckets(),
                before.xactions(),
                before.keys(),
                before.keysByExpiry(),
                before.sessions(),
                before.events(),
                before.transformers());
    }

    /** Version of the first placement after that one. */
    static long beyond(Placement proposed) {
        return proposed.version() + PLACEMENT;
    }
}
