package infocenter.bench.chaos;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What clients have asked for so far: keys with their bodies, and the ids that came back. Thread-safe. */
final class KnownRows {
    /** So many of the newest are hot: most requests are about them, so that they really overlap. */
    private static final int HOT = 8;

    private final List<Start> starts = new ArrayList<>();
    private final Set<String> ids = new LinkedHashSet<>();
    private final List<String> idsInOrder = new ArrayList<>();

    /** A start as it was sent. */
    record Start(String key, String kind, String body) {}

    synchronized void asked(Start start) {
        starts.add(start);
    }

    synchronized void told(String id) {
        if (ids.add(id)) {
            idsInOrder.add(id);
        }
    }

    /** One of them, most likely a hot one; null while there is none. */
    synchronized @org.jspecify.annotations.Nullable Start anyStart(Random random) {
        return starts.isEmpty() ? null : starts.get(pick(starts.size(), random));
    }

    synchronized @org.jspecify.annotations.Nullable String anyId(Random random) {
        return idsInOrder.isEmpty() ? null : idsInOrder.get(pick(idsInOrder.size(), random));
    }

    synchronized List<String> allIds() {
        return List.copyOf(idsInOrder);
    }

    private static int pick(int size, Random random) {
        return random.nextInt(4) > 0 ? size - 1 - random.nextInt(Math.min(HOT, size)) : random.nextInt(size);
    }
}
