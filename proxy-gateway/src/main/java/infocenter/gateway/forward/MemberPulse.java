package infocenter.gateway.forward;

import infocenter.client.PeerCalls;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.gateway.map.MapFollower;
import infocenter.node.TermRequest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Feels whether members answer at all, so that a frozen one costs a request a second and not its whole time-out: requests that wait
 * for it are asked of the next. Any thread; one question to a member at a time.
 */
public final class MemberPulse {
    /** Between two questions to a member. */
    public static final Duration EVERY = Duration.ofMillis(500);
    /** For one answer; then the member counts as silent until it answers again. */
    static final Duration WITHIN = Duration.ofSeconds(1);

    private final PeerCalls calls;
    private final MapFollower maps;
    private final MemberOrder order;
    private final Set<NodeId> asked = ConcurrentHashMap.newKeySet();

    public MemberPulse(PeerCalls calls, MapFollower maps, HttpForwardToMember forward) {
        this(calls, maps, forward.order());
    }

    MemberPulse(PeerCalls calls, MapFollower maps, MemberOrder order) {
        this.calls = calls;
        this.maps = maps;
        this.order = order;
    }

    /** Asks each member that owes no answer; returns at once. */
    public void feel() {
        for (Node member : maps.view().members()) {
            if (asked.add(member.id())) {
                // Of a peer that is nowhere: every gateway's process answers that without its log.
                calls.term(member.addresses().nodeUrl(), new TermRequest("", ""), WITHIN)
                        .whenComplete((answer, failure) -> {
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
