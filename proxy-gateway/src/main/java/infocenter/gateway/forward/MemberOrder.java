package infocenter.gateway.forward;

import infocenter.core.cluster.Node;
import infocenter.gateway.map.ClusterMapView;
import infocenter.placement.Rendezvous;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

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

    /** Public doors by their text; as many as there were members. */
    private final Map<String, URI> doors = new ConcurrentHashMap<>();

    /** Members that were not ready for reads when they were last asked. */
    private final Set<String> mute = ConcurrentHashMap.newKeySet();

    /** What to do for those who wait for a member when it falls silent; as many as requests are forwarded at a time. */
    private final Map<String, Set<Runnable>> waiting = new ConcurrentHashMap<>();

    private volatile Ranking ranking = new Ranking(ClusterMapView.NONE, null, Map.of());

    MemberOrder(LongSupplier nanos) {
        this.nanos = nanos;
    }

    private record Ranking(ClusterMapView of, @Nullable Rendezvous members, Map<String, Node> byName) {}

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

    /** Whether it was not ready when it was last asked. */
    boolean isMute(Node member) {
        return mute.contains(member.id().value());
    }

    /** Its public door, parsed once. */
    URI door(Node member) {
        return doors.computeIfAbsent(member.addresses().publicUrl(), URI::create);
    }

    void silent(Node member) {
        silentAt.put(member.id().value(), nanos.getAsLong());
    }

    void answered(Node member) {
        if (!silentAt.isEmpty()) {
            silentAt.remove(member.id().value());
        }
    }

    /** It does not answer, or is not ready: whoever waits for it is told to ask another, if there is one that is. */
    void mute(Node member) {
        mute.add(member.id().value());
        tell();
    }

    /** It is ready. */
    void heard(Node member) {
        if (mute.remove(member.id().value())) {
            tell();
        }
    }

    /** While none is ready, as between two leaders, to wait where one is does as well as anywhere. */
    private void tell() {
        if (ranking.byName.keySet().stream().allMatch(mute::contains)) {
            return;
        }
        for (String silent : mute) {
            Set<Runnable> those = waiting.get(silent);
            if (those != null) {
                those.forEach(Runnable::run);
            }
        }
    }

    /** Until {@link #answerCame}, {@code onSilence} is run when that member falls silent; by any thread. */
    void answerAwaited(Node member, Runnable onSilence) {
        waiting.computeIfAbsent(member.id().value(), name -> ConcurrentHashMap.newKeySet())
                .add(onSilence);
    }

    void answerCame(Node member, Runnable onSilence) {
        Set<Runnable> those = waiting.get(member.id().value());
        if (those != null) {
            those.remove(onSilence);
        }
    }

    private boolean avoided(String name) {
        if (mute.contains(name)) {
            return true;
        }
        Long at = silentAt.get(name);
        return at != null && nanos.getAsLong() - at < AVOIDED_FOR.toNanos();
    }

    private static Ranking rank(ClusterMapView view) {
        Map<String, Node> byName = new HashMap<>();
        view.members().forEach(member -> byName.put(member.id().value(), member));
        return new Ranking(view, byName.isEmpty() ? null : Rendezvous.of(List.copyOf(byName.keySet())), byName);
    }
}
