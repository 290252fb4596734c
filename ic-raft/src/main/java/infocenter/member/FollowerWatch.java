package infocenter.member;

import infocenter.core.supervise.Seating;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Remembers how far each follower's log was, so that one is seen which answers and takes nothing in. For one term of leading; used by
 * one thread at a time.
 */
final class FollowerWatch {
    private record Mark(long match, long sinceNanos) {}

    private final TreeMap<String, Mark> marks = new TreeMap<>();

    /** What is to be seen of those peers now. A leader that is about to stop leading may see none. */
    SortedMap<String, Seating.Seen> look(MemberServer server, Collection<String> peerIds) {
        return look(
                peerIds,
                MemberStatuses.lastHeard(server.info()),
                MemberStatuses.lag(server.info(), server.lastIndex()),
                server.lastIndex(),
                System.nanoTime());
    }

    SortedMap<String, Seating.Seen> look(
            Collection<String> peerIds,
            SortedMap<String, Long> silence,
            SortedMap<String, Long> lags,
            long lastIndex,
            long nowNanos) {
        TreeMap<String, Seating.Seen> seen = new TreeMap<>();
        marks.keySet().retainAll(peerIds);
        for (String peerId : peerIds) {
            Long silent = silence.get(peerId);
            if (silent != null) {
                long lag = lags.getOrDefault(peerId, 0L);
                seen.put(peerId, new Seating.Seen(silent, stuckMillis(peerId, lastIndex - lag, lag, nowNanos), lag));
            }
        }
        return seen;
    }

    private long stuckMillis(String peerId, long match, long lag, long nowNanos) {
        Mark mark = marks.get(peerId);
        if (mark == null || lag == 0 || match > mark.match()) {
            marks.put(peerId, new Mark(match, nowNanos));
            return 0;
        }
        return TimeUnit.NANOSECONDS.toMillis(nowNanos - mark.sinceNanos());
    }
}
