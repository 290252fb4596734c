package infocenter.target.job;

import java.io.IOException;

/** A transformer did not make a good object out of one. The next object may go better. */
public final class TransformFailed extends IOException {
    private final boolean timedOut;

    private TransformFailed(String message, boolean timedOut) {
        super(message);
        this.timedOut = timedOut;
    }

    /** For a reason that the message tells. */
    public static TransformFailed because(String why) {
        return new TransformFailed(why, false);
    }

    /** It took longer than it may. */
    public static TransformFailed late(String why) {
        return new TransformFailed(why, true);
    }

    public boolean timedOut() {
        return timedOut;
    }
}
