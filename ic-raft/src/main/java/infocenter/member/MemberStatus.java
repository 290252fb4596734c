package infocenter.member;

import java.util.List;
import java.util.SortedMap;

/**
 * A member at one glance, for gauges and for {@code xic cluster show}.
 *
 * @param peerId its Raft peer
 * @param role {@code none} while it holds no server, else {@code leader}, {@code follower}, {@code candidate}, {@code listener}
 * @param lifeCycle Ratis' word for the state of its division, for example {@code RUNNING}; empty without a server
 * @param leaderReady it leads and has applied the first entry of its term
 * @param leaderPeerId the leader that it knows, empty when none
 * @param leaderUrl node door of that leader, empty when unknown
 * @param term its current term
 * @param committed highest log index known committed
 * @param applied highest log index applied
 * @param snapshot log index of the newest snapshot, -1 when none
 * @param peers voters of the latest group in its log, by peer id
 * @param lag at the leader: entries that each follower has yet to acknowledge, by peer id; else empty
 * @param lastHeardMillis at the leader: age of each follower's last answer, by peer id; else empty
 * @param pending batches handed to the log and not yet answered
 */
public record MemberStatus(
        String peerId,
        String role,
        String lifeCycle,
        boolean leaderReady,
        String leaderPeerId,
        String leaderUrl,
        long term,
        long committed,
        long applied,
        long snapshot,
        List<String> peers,
        SortedMap<String, Long> lag,
        SortedMap<String, Long> lastHeardMillis,
        int pending) {}
