package infocenter.core.supervise;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The Raft group as its leader sees it.
 *
 * @param leader peer id of the leader
 * @param term that it leads
 * @param leadingMillis how long it has led: what it has not heard of others says little before
 * @param peerIds voters, the leader among them
 * @param seen the others, by peer id
 * @param avoided peers that did not come in when they were to, a moment ago
 */
public record Seating(
        String leader,
        long term,
        long leadingMillis,
        List<String> peerIds,
        SortedMap<String, Seen> seen,
        List<String> avoided) {
    /**
     * One of the others.
     *
     * @param silentMillis since its last answer
     * @param stuckMillis how long it has acknowledged nothing new although the leader's log has moved on; 0 when it keeps up
     * @param lag entries of the leader's log that it has not acknowledged
     */
    public record Seen(long silentMillis, long stuckMillis, long lag) {}

    /** What is known of that peer, or null: the leader itself, or one that was never heard of. */
    @Nullable
    Seen of(String peerId) {
        return seen.get(peerId);
    }

    /** For how long it has said nothing: a peer that the leader does not speak to is silent since it leads. */
    long silentMillis(String peerId) {
        Seen other = of(peerId);
        if (peerId.equals(leader)) {
            return 0;
        }
        return other == null ? leadingMillis : other.silentMillis();
    }
}
