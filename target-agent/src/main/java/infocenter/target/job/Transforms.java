package infocenter.target.job;

import infocenter.core.transform.Transformer;
import infocenter.target.store.Reading;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What this target can stream objects through. Any thread. */
public interface Transforms {
    /** Why this target cannot use that transformer, beginning with what it needs; null when it can. Returns at once. */
    @Nullable
    String refusal(Transformer transformer);

    /** Does a piece of a job's work on a thread of its own; so many at the same time, the others wait. Returns at once. */
    void work(Runnable piece);

    /** Does a read on a thread of its own; false when as many as may be are under way. Returns at once. */
    boolean read(Runnable piece);

    /**
     * Streams a content through a transformer. Blocks the caller, who takes the output piece by piece; while he does not, the transformer
     * waits, and that time is not counted against it. However this ends, the transformer is gone then, with what it started.
     *
     * @param check called at least every 100 ms and before each piece; what it throws ends the transformation and comes out here
     * @return bytes of output
     * @throws TransformFailed when the transformer fails, takes too long, gives too much, or nothing for something; the pieces so far are
     *     worth nothing
     * @throws IOException when the content cannot be read, or as {@code output} threw it
     */
    long through(Transformer transformer, Reading content, Output output, Runnable check) throws IOException;

    /** Takes the output. */
    interface Output {
        /** The next piece; the buffer is the taker's. */
        void take(ByteBuffer piece) throws IOException;
    }
}
