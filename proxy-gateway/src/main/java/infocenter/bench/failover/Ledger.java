package infocenter.bench.failover;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/** Everything that clients were told, by the clock of this process. Thread-safe: every method holds its lock. */
final class Ledger {
    /** Failures of which the text is kept, for the end of a run. */
    private static final int TEXTS_MAX = 40;

    private final List<Acknowledged> acknowledged = new ArrayList<>();
    private final List<Failed> failed = new ArrayList<>();
    private final Map<String, Long> slowestNanos = new TreeMap<>();
    private final Set<String> away = new HashSet<>();
    private int texts;

    /** One acknowledged start. */
    record Acknowledged(long nanos, String id, String gateway) {}

    /**
     * One request that got no good answer.
     *
     * @param look a status, list or watch; else a start
     * @param away the gateway was killed, frozen or stopping at that moment
     */
    record Failed(long nanos, String gateway, boolean look, boolean away, int status) {}

    synchronized void acknowledged(String id, Gateway gateway) {
        acknowledged.add(new Acknowledged(System.nanoTime(), id, gateway.name()));
    }

    synchronized void failed(Gateway gateway, boolean look, boolean wasAway, Http.Answer answer) {
        boolean isAway = wasAway || away.contains(gateway.name());
        failed.add(new Failed(System.nanoTime(), gateway.name(), look, isAway, answer.status()));
        boolean telling = !isAway || answer.status() >= 500 && answer.status() != 503;
        if (telling && texts++ < TEXTS_MAX) {
            System.err.println("failover: " + (look ? "look" : "start") + " at " + gateway.name() + ": "
                    + answer.status() + " " + answer.body().replace('\n', ' '));
        }
    }

    synchronized void looked(Gateway gateway, long tookNanos) {
        if (!away.contains(gateway.name())) {
            slowestNanos.merge(gateway.name(), tookNanos, Math::max);
        }
    }

    /** From now on that gateway is killed, frozen or stopping. */
    synchronized void away(String gateway) {
        away.add(gateway);
    }

    /** It is as before. */
    synchronized void back(String gateway) {
        away.remove(gateway);
    }

    synchronized boolean isAway(Gateway gateway) {
        return away.contains(gateway.name());
    }

    /** An id that was acknowledged lately, or empty. */
    synchronized String anyId() {
        int size = acknowledged.size();
        int recent = Math.min(size, 2_000);
        return recent == 0
                ? ""
                : acknowledged
                        .get(size - 1 - ThreadLocalRandom.current().nextInt(recent))
                        .id();
    }

    synchronized List<Acknowledged> starts(long fromNanos) {
        return acknowledged.stream().filter(one -> one.nanos() >= fromNanos).toList();
    }

    synchronized List<Failed> failures(long fromNanos) {
        return failed.stream().filter(one -> one.nanos() >= fromNanos).toList();
    }

    /** The slowest good look since the last call, at a gateway that was neither killed, frozen nor stopping. */
    synchronized long takeSlowestNanos() {
        long slowest =
                slowestNanos.values().stream().mapToLong(Long::longValue).max().orElse(0);
        slowestNanos.clear();
        return slowest;
    }

    synchronized List<String> allIds() {
        return acknowledged.stream().map(Acknowledged::id).toList();
    }
}
