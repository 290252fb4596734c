package infocenter.target.transform;

import infocenter.target.job.TransformFailed;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/**
 * One transformer at work on one object. Its two streams belong to one thread each; whoever else closes it ends both, at once or as soon
 * as the system lets go.
 */
interface Conduit extends AutoCloseable {
    /** Takes the object; its close says that it was all. */
    OutputStream input();

    /** Gives what becomes of it. */
    InputStream output();

    /**
     * To be called when the output has ended: whether it was a good end.
     *
     * @param within longest time to find out
     * @throws TransformFailed when it was none
     */
    void settle(Duration within) throws TransformFailed;

    /** Ends the transformer, with everything that it started, if it has not ended. */
    @Override
    void close();
}
