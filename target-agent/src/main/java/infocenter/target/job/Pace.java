package infocenter.target.job;

import infocenter.target.fetch.Throttle;
import java.time.Duration;

/** Keeps what a run sends below a rate. One thread at a time. */
record Pace(JobContext context, Throttle throttle) {
    /** Between two checkpoints. */
    private static final long SLICE_MILLIS = 200;

    /** Takes so many bytes, and waits until their time has come. */
    void await(int bytes) {
        for (long left = throttle.take(bytes); left > 0; left -= SLICE_MILLIS) {
            context.pause(Duration.ofMillis(Math.min(left, SLICE_MILLIS)));
        }
    }
}
