package infocenter.member;

import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.Role;
import java.util.TreeMap;
import org.apache.ratis.protocol.RaftPeer;

/**
 * Where a peer's gateway is reached by other nodes: as the table says, which a restarted gateway keeps true; else as the Raft group
 * says, which cannot be changed under the same peer id.
 */
final class PeerUrls {
    private record Known(Cluster cluster, TreeMap<String, String> byPeer) {}

    private final AppliedMoments moments;
    private volatile Known known = new Known(Cluster.EMPTY, new TreeMap<>());

    PeerUrls(AppliedMoments moments) {
        this.moments = moments;
    }

    /** A URL, or empty. */
    String of(RaftPeer peer) {
        Cluster cluster = moments.latest().information().cluster();
        Known now = known;
        if (now.cluster() != cluster) {
            now = new Known(cluster, byPeer(cluster));
            known = now;
        }
        String url = now.byPeer().get(peer.getId().toString());
        if (url != null) {
            return url;
        }
        String address = peer.getClientAddress();
        return address == null || address.isEmpty() ? "" : "http://" + address;
    }

    private static TreeMap<String, String> byPeer(Cluster cluster) {
        TreeMap<String, String> urls = new TreeMap<>();
        for (Node gateway : cluster.all(Role.GATEWAY)) {
            if (gateway.seat() != null) {
                urls.put(gateway.seat().peerId(), gateway.addresses().nodeUrl());
            }
        }
        return urls;
    }
}
