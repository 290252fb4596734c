package infocenter.target.rest;

import java.io.IOException;

/** This target could not make, read or keep a content: no fault of the target at the other end, nor of the connection. */
final class ContentFailed extends IOException {
    private final IOException why;

    ContentFailed(IOException why) {
        super(why.getMessage(), why);
        this.why = why;
    }

    /** What went wrong with it. */
    IOException why() {
        return why;
    }
}
