package infocenter.target.job;

import infocenter.core.bucket.BucketName;
import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.NodeId;
import infocenter.target.store.StoreFailure;
import java.io.IOException;
import java.time.Duration;

/** Does something at the home of a name, and follows the name when its home changes meanwhile. On a thread that works for the run. */
record AtHome(JobContext context) {
    /** A name that is about to get another home is waited for so long. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /** What is done at that target. */
    interface Effect {
        void at(NodeId home) throws IOException;
    }

    /**
     * Returns when it is done at the home by the map of that moment.
     *
     * @throws IOException of the effect, when the name did not move
     */
    void on(BucketName bucket, ObjectName name, Effect effect) throws IOException {
        long begin = System.nanoTime();
        while (true) {
            NodeId home = context.homeOf(bucket, name);
            try {
                effect.at(home);
                return;
            } catch (StoreFailure.NotKept moving) {
                if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                    throw moving;
                }
            } catch (PeerAway away) {
                if (home.equals(context.homeOf(bucket, name))) {
                    throw away;
                }
            }
            context.pause(LOOK_AGAIN);
        }
    }
}
