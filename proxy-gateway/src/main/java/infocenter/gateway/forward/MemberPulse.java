package infocenter.gateway.forward;

import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.gateway.map.MapFollower;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Feels whether members are ready for reads, so that one that is frozen, cut off, stopping or just starting costs a request about a
 * second and not its whole time-out: requests that wait for it are asked of the next. Any thread; one question to a member at a time.
 */
public final class MemberPulse {
    /** Between two questions to a member. */
    public static final Duration EVERY = Duration.ofMillis(500);
    /** For one answer; then the member counts as silent until it answers again. */
    static final Duration WITHIN = Duration.ofSeconds(1);

    private final Readiness readiness;
    private final MapFollower maps;
    private final MemberOrder order;
    private final Set<NodeId> asked = ConcurrentHashMap.newKeySet();

    /** Asks one member whether it is ready for reads. */
    interface Readiness {
        /** Completes when it says so; fails when it says no, or nothing within that time. */
        CompletableFuture<Void> of(Node member, Duration within);
    }

    public MemberPulse(MapFollower maps, HttpForwardToMember forward) {
        this(forward::readiness, maps, forward.order());
    }

    MemberPulse(Readiness readiness, MapFollower maps, MemberOrder order) {
        this.readiness = readiness;
        this.maps = maps;
        this.order = order;
    }

    /** Asks each member that owes no answer; returns at once. */
    public void feel() {
        for (Node member : maps.view().members()) {
            if (asked.add(member.id())) {
                readiness.of(member, WITHIN).whenComplete((answer, failure) -> {
                    asked.remove(member.id());
                    if (failure == null) {
                        order.heard(member);
                    } else {
                        order.mute(member);
                    }
                });
            }
        }
    }
}
