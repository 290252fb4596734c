package infocenter.target.ais;

import infocenter.target.rest.Problem;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Contents that come in several requests and are not whole yet, by the handle that their sender has. In memory only: a target that
 * restarts has none of them. Any thread.
 */
final class Unfinished<T extends AutoCloseable> {
    /** At the same time at one target; one more is 429. */
    static final int MAX = 1_024;

    /** One that nobody asked for since so long goes when another begins. */
    static final long IDLE_NANOS_MAX = TimeUnit.HOURS.toNanos(24);

    private final Map<String, Entry<T>> all = new ConcurrentHashMap<>();
    private final Supplier<String> handles;
    private final LongSupplier nanos;

    private record Entry<T>(T content, long usedNanos) {}

    Unfinished(Supplier<String> handles, LongSupplier nanos) {
        this.handles = handles;
        this.nanos = nanos;
    }

    /** Keeps it; its handle. */
    String begin(T content) {
        removeIdle();
        if (all.size() >= MAX) {
            close(content);
            throw Problem.of(429, "too-many", "contents under way at this target: " + MAX)
                    .refused();
        }
        String handle = handles.get();
        all.put(handle, new Entry<>(content, nanos.getAsLong()));
        return handle;
    }

    /** That one, or null. */
    @Nullable
    T find(String handle) {
        Entry<T> entry = all.computeIfPresent(handle, (key, found) -> new Entry<>(found.content(), nanos.getAsLong()));
        return entry == null ? null : entry.content();
    }

    /** Takes it out: from now on nobody finds it. Null when it is not there. */
    @Nullable
    T take(String handle) {
        Entry<T> entry = all.remove(handle);
        return entry == null ? null : entry.content();
    }

    /** Puts back what was taken. */
    void putBack(String handle, T content) {
        all.put(handle, new Entry<>(content, nanos.getAsLong()));
    }

    private void removeIdle() {
        long now = nanos.getAsLong();
        all.forEach((handle, entry) -> {
            if (now - entry.usedNanos() > IDLE_NANOS_MAX && all.remove(handle, entry)) {
                close(entry.content());
            }
        });
    }

    private static void close(AutoCloseable content) {
        try {
            content.close();
        } catch (Exception left) {
            throw new IllegalStateException("a content under way cannot be given up", left);
        }
    }
}
