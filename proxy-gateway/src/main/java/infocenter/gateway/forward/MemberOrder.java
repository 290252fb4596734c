package infocenter.gateway.forward;

import infocenter.core.cluster.Node;
import infocenter.gateway.map.ClusterMapView;
import infocenter.placement.Rendezvous;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * In which order members are asked for one affinity: as rendezvous hashing ranks them, those that lately did not answer last. Any
 * thread.
 */
final class MemberOrder {
    /** How long a member that did not answer is asked last. */
    static final Duration AVOIDED_FOR = Duration.ofSeconds(2);

    private final LongSupplier nanos;
    /** Node name to the moment of its last silence; as many as there were members. */
    private final Map<String, Long> silentAt = new ConcurrentHashMap<>();

    private volatile Ranking ranking = new Ranking(ClusterMapView.NONE, null, Map.of());

    MemberOrder(LongSupplier nanos) {
        this.nanos = nanos;
    }

    private record Ranking(
            ClusterMapView of,
            @org.jspecify.annotations.Nullable Rendezvous members,
            Map<String, Node> byName) {}

    List<Node> of(ClusterMapView view, String affinity) {
        Ranking now = ranking;
        if (now.of != view) {
            now = rank(view);
            ranking = now;
        }
        if (now.members == null) {
            return List.of();
        }
        List<Node> answering = new ArrayList<>();
        List<Node> silent = new ArrayList<>();
        for (String name : now.members.ranked(affinity)) {
            Node member = now.byName.get(name);
            (avoided(name) ? silent : answering).add(member);
        }
        answering.addAll(silent);
        return answering;
    }

    void silent(Node member) {
        silentAt.put(member.id().value(), nanos.getAsLong());
    }

    void answered(Node member) {
        if (!silentAt.isEmpty()) {
            silentAt.remove(member.id().value());
        }
    }

    private boolean avoided(String name) {
        Long at = silentAt.get(name);
        return at != null && nanos.getAsLong() - at < AVOIDED_FOR.toNanos();
    }

    private static Ranking rank(ClusterMapView view) {
        Map<String, Node> byName = new HashMap<>();
        view.members().forEach(member -> byName.put(member.id().value(), member));
        return new Ranking(view, byName.isEmpty() ? null : Rendezvous.of(List.copyOf(byName.keySet())), byName);
    }
}
