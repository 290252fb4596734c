package infocenter.target;

import infocenter.target.store.ObjectStore;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks again and again whether the mount paths take writes, so that a file system that was mounted read-only is noticed while nobody
 * writes. Run by a timer; the look itself is made elsewhere, one at a time, since a disk that hangs would keep the timer.
 */
final class MountLooks implements Runnable {
    static final Duration EVERY = Duration.ofSeconds(5);

    private final ObjectStore store;
    private final Executor elsewhere;
    private final AtomicBoolean looking = new AtomicBoolean();

    MountLooks(ObjectStore store, Executor elsewhere) {
        this.store = store;
        this.elsewhere = elsewhere;
    }

    @Override
    public void run() {
        if (looking.compareAndSet(false, true)) {
            elsewhere.execute(() -> {
                try {
                    store.look();
                } finally {
                    looking.set(false);
                }
            });
        }
    }
}
