package infocenter.target.fetch;

import java.io.IOException;
import java.time.Duration;

/** Why a content could not be had. The message is for people and names no query of a URL, which may hold a signature. */
public final class FetchFailure extends IOException {
    private final boolean passing;
    private final Duration notBefore;

    private FetchFailure(String message, boolean passing, Duration notBefore) {
        super(message);
        this.passing = passing;
        this.notBefore = notBefore;
    }

    /** It may go better in a moment. */
    static FetchFailure passing(String message) {
        return new FetchFailure(message, true, Duration.ZERO);
    }

    /** The server says when it may go better. */
    static FetchFailure busy(String message, Duration notBefore) {
        return new FetchFailure(message, true, notBefore);
    }

    /** Trying again is no use. */
    static FetchFailure lasting(String message) {
        return new FetchFailure(message, false, Duration.ZERO);
    }

    boolean passes() {
        return passing;
    }

    Duration notBefore() {
        return notBefore;
    }
}
