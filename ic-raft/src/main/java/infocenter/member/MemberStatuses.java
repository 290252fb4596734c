package infocenter.member;

import infocenter.client.Moment;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.ratis.proto.RaftProtos;
import org.apache.ratis.server.DivisionInfo;
import org.jspecify.annotations.Nullable;

/** Reads a member's state off Ratis. */
final class MemberStatuses {
    private MemberStatuses() {}

    static MemberStatus of(String peerId, @Nullable MemberServer server, Moment applied, int pending) {
        if (server == null) {
            return new MemberStatus(
                    peerId, "none", "", false, "", "", 0, -1, -1, -1, List.of(), none(), none(), pending);
        }
        DivisionInfo info = server.info();
        return new MemberStatus(
                peerId,
                info.getCurrentRole().name().toLowerCase(Locale.ROOT),
                info.getLifeCycleState().name(),
                server.leaderReady(),
                server.leaderId(),
                server.leaderUrl(),
                server.term(),
                server.commitIndex(),
                applied.index(),
                server.stateMachine().snapshotIndex(),
                List.copyOf(server.voters().current().keySet()),
                lag(info, server.lastIndex()),
                lastHeard(info),
                pending);
    }

    private static SortedMap<String, Long> none() {
        return new TreeMap<>();
    }

    /** Age in milliseconds of each follower's last answer; empty where this member does not lead. */
    static SortedMap<String, Long> lastHeard(DivisionInfo info) {
        TreeMap<String, Long> ages = new TreeMap<>();
        for (RaftProtos.ServerRpcProto follower : followers(info)) {
            ages.put(id(follower), follower.getLastRpcElapsedTimeMs());
        }
        return ages;
    }

    /** Entries of the leader's log that each follower has not acknowledged; empty where this member does not lead. */
    static SortedMap<String, Long> lag(DivisionInfo info, long lastIndex) {
        TreeMap<String, Long> lag = new TreeMap<>();
        List<RaftProtos.ServerRpcProto> followers = followers(info);
        long[] matches = info.getFollowerMatchIndices();
        // Both lists are in the order of the leader's senders; during a change they may differ for a moment.
        if (matches != null && matches.length == followers.size()) {
            for (int i = 0; i < matches.length; i++) {
                lag.put(id(followers.get(i)), Math.max(0, lastIndex - matches[i]));
            }
        }
        return lag;
    }

    private static List<RaftProtos.ServerRpcProto> followers(DivisionInfo info) {
        RaftProtos.RoleInfoProto role = info.getRoleInfoProto();
        return role.hasLeaderInfo() ? role.getLeaderInfo().getFollowerInfoList() : List.of();
    }

    private static String id(RaftProtos.ServerRpcProto follower) {
        return follower.getId().getId().toStringUtf8();
    }
}
