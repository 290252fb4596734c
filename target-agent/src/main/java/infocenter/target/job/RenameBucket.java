package infocenter.target.job;

import infocenter.core.bucket.BucketRef;
import java.io.IOException;
import java.time.Duration;

/**
 * Copies everything that this target has of a bucket to its new name. Begins when this target's map shows the old bucket closed and
 * every change that began before is over, so that nothing can come behind the walk; the table ends the old bucket when all targets have
 * finished well.
 */
final class RenameBucket implements Job {
    /** The map follows the start by moments; longer than this something is wrong. */
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(60);

    private static final Step LOOK_AGAIN = new Step.Pause(Duration.ofMillis(50));

    @Override
    public String kind() {
        return "rename-bucket";
    }

    @Override
    public Work begin(JobContext context) throws BadArgument {
        ObjectCopy copy = ObjectCopy.of(context);
        BucketRef from = context.buckets().get(0);
        Work walk = new EachObject(context, from.id(), "", object -> copy.copy(object.name()));
        return new Renaming(context, from, new NobodyAway(context, walk));
    }

    /** Waits for the old bucket to be closed, then walks it. */
    private static final class Renaming implements Work {
        private final JobContext context;
        private final BucketRef from;
        private final Work walk;
        private final long begunNanos = System.nanoTime();
        private boolean closed;

        Renaming(JobContext context, BucketRef from, Work walk) {
            this.context = context;
            this.from = from;
            this.walk = walk;
        }

        @Override
        public Step step() throws Exception {
            if (closed) {
                return walk.step();
            }
            context.checkpoint();
            if (context.living().stream().anyMatch(bucket -> bucket.id() == from.id() && bucket.renaming())) {
                context.store().awaitChanges();
                closed = true;
                return Step.MORE;
            }
            if (System.nanoTime() - begunNanos > CLOSED_WITHIN.toNanos()) {
                throw new IOException("the map that closes " + from.name().shown() + " did not come within "
                        + CLOSED_WITHIN.toSeconds() + " s");
            }
            return LOOK_AGAIN;
        }
    }
}
