package infocenter.member;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/**
 * Peers that did not come in, or did not take over, when they were to: left alone for a while, longer each time, so that another one
 * gets its turn and writes do not stand still for attempts in vain. Used by one thread at a time.
 */
final class Avoided {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final int DOUBLED_MAX = 4;

    private record Failed(int times, long untilNanos) {}

    private final TreeMap<String, Failed> failed = new TreeMap<>();

    void add(String peerId, long nowNanos) {
        Failed before = failed.get(peerId);
        int times = before == null ? 0 : Math.min(DOUBLED_MAX, before.times() + 1);
        failed.put(peerId, new Failed(times, nowNanos + (FIRST.toNanos() << times)));
    }

    void forget(String peerId) {
        failed.remove(peerId);
    }

    List<String> at(long nowNanos) {
        return failed.entrySet().stream()
                .filter(one -> one.getValue().untilNanos() - nowNanos > 0)
                .map(one -> one.getKey())
                .toList();
    }
}
