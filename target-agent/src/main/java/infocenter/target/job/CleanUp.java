package infocenter.target.job;

import infocenter.target.store.Litter;
import infocenter.target.store.Moves;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * Removes what nobody can see any more: temporary files that no writing has open, what was left of dropped buckets, folders of
 * buckets that have ended, and tombstones of deletes that no older version can come up against any more. Says in the tallies what it removed.
 */
final class CleanUp implements Job {
    /** Names in the tallies. */
    static final String LITTER = "litter";

    static final String ENDED_BUCKETS = "ended buckets";

    static final String TOMBSTONES = "tombstones";

    /** A tombstone without a purpose is kept this long, in case a copy of before the last move is still on its way. */
    private static final Duration TOMBSTONE_AGE = Duration.ofMinutes(10);

    /** Looked at in a step, whether they may go or not. */
    private static final int TOMBSTONES_A_STEP = 100;

    @Override
    public String kind() {
        return "cleanup";
    }

    @Override
    public Work begin(JobContext context) {
        return new Cleaning(context);
    }

    /** Litter first, then a folder a step. */
    private static final class Cleaning implements Work {
        private final JobContext context;
        private Iterator<Long> folders = List.<Long>of().iterator();
        private boolean begun;
        private Moves.Place tombstones = Moves.Place.FIRST;

        Cleaning(JobContext context) {
            this.context = context;
        }

        @Override
        public Step step() throws IOException {
            if (!begun) {
                begun = true;
                context.checkpoint();
                Litter litter = context.store().removeLitter();
                count(LITTER, litter.files(), litter.bytes());
                folders = context.store().folders().stream()
                        .filter(context::ended)
                        .iterator();
                return Step.MORE;
            }
            context.checkpoint();
            if (!folders.hasNext()) {
                return expireTombstones();
            }
            long before = used();
            context.store().dropBucket(folders.next());
            count(ENDED_BUCKETS, 1, Math.max(0, before - used()));
            return Step.MORE;
        }

        private Step expireTombstones() throws IOException {
            Moves.Look look = context.store().moves().expireTombstones(TOMBSTONE_AGE, tombstones, TOMBSTONES_A_STEP);
            if (look.expired() > 0) {
                count(TOMBSTONES, look.expired(), 0);
            }
            if (look.next() == null) {
                return Step.DONE;
            }
            tombstones = look.next();
            return Step.MORE;
        }

        private long used() {
            return context.store().usage().stream()
                    .mapToLong(usage -> usage.usedBytes())
                    .sum();
        }

        private void count(String what, long removed, long bytes) {
            context.tally(what, removed, bytes);
            context.countLocal(removed, bytes);
        }
    }
}
