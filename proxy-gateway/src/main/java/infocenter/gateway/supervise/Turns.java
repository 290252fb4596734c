package infocenter.gateway.supervise;

import java.time.Duration;

/** The one thread that owns all state of the supervisor, and its monotonic clock. Tests turn it by hand. */
public interface Turns extends AutoCloseable {
    /** Runs it on that thread, after what was handed over before. Any thread may call; after closing nothing happens. */
    void run(Runnable what);

    /** Runs it on that thread, not before the delay is over. Any thread may call. */
    void after(Duration delay, Runnable what);

    /** Monotonic. */
    long nanos();

    /** Drops what waits. */
    @Override
    void close();
}
