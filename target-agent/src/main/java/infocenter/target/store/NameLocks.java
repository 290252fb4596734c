package infocenter.target.store;

import infocenter.core.bucket.ObjectName;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;

/**
 * Keeps changes of one name apart, and all changes apart from the dropping of a bucket. Held for a fixed number of disk
 * operations, never while a client sends.
 */
final class NameLocks {

    /** Two names that share a stripe wait for each other without need; a hundred workers rarely do. */
    private static final int STRIPES = 1_024;

    private final ReadWriteLock buckets = new ReentrantReadWriteLock();
    private final ReentrantLock[] names =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(ReentrantLock[]::new);

    /** What is done while the lock is held. */
    interface Step<T> {
        T run() throws StoreFailure;
    }

    /** While nobody else changes this name. */
    <T> T alone(long bucketId, ObjectName name, Step<T> step) throws StoreFailure {
        int hash = Long.hashCode(bucketId) * 31 + name.hashCode();
        Lock stripe = names[(hash ^ (hash >>> 16)) & (STRIPES - 1)];
        return holding(buckets.readLock(), () -> holding(stripe, step));
    }

    /** While nobody else changes anything. */
    <T> T aloneInAll(Step<T> step) throws StoreFailure {
        return holding(buckets.writeLock(), step);
    }

    private static <T> T holding(Lock lock, Step<T> step) throws StoreFailure {
        lock.lock();
        try {
            return step.run();
        } finally {
            lock.unlock();
        }
    }
}
