package infocenter.target.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One fetching thread's connection, where another thread can reach it: hanging up ends whatever waits on it. Any thread. */
public final class Hold {
    /** Between two looks whether a pause is still wanted. */
    private static final long LOOK_MILLIS = 500;

    private final Runnable permission;
    private @Nullable Closeable line;
    private boolean over;

    /**
     * @param permission called before each effect; returns when it may happen, throws when it must not
     */
    public Hold(Runnable permission) {
        this.permission = permission;
    }

    /** Ends what is under way and refuses what would follow. */
    public synchronized void hangUp() {
        over = true;
        notifyAll();
        close(line);
        line = null;
    }

    /** May wait. The nanoseconds that it took, which are nobody's fault. */
    long permit() {
        long begin = System.nanoTime();
        permission.run();
        return System.nanoTime() - begin;
    }

    /** Holds this connection instead of the former one. */
    synchronized void take(Closeable next) throws FetchFailure {
        if (over) {
            close(next);
            throw FetchFailure.lasting("stopped");
        }
        line = next;
    }

    /**
     * Waits, in pieces, asking for permission between them. The nanoseconds of the asking, which are nobody's fault.
     *
     * @throws FetchFailure when it was hung up
     */
    public long pause(long millis) throws FetchFailure {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long asking = 0;
        long left = millis;
        while (left > 0) {
            synchronized (this) {
                if (over) {
                    throw FetchFailure.lasting("stopped");
                }
                try {
                    wait(Math.min(left, LOOK_MILLIS));
                } catch (InterruptedException told) {
                    Thread.currentThread().interrupt();
                    throw FetchFailure.lasting("interrupted");
                }
            }
            asking += permit();
            left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        }
        return asking;
    }

    private static void close(@Nullable Closeable line) {
        if (line == null) {
            return;
        }
        try {
            line.close();
        } catch (IOException harmless) {
            // It is of no use to anybody any more.
        }
    }
}
