package infocenter.gateway;

import infocenter.core.cluster.Identity;
import infocenter.member.RaftMember;
import infocenter.node.ClusterMap;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A member that hears of no leader for a while asks other gateways for the group that they know: it may go on without this one. Called
 * on one event loop, again and again.
 */
final class LeftOut {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RaftMember member;
    private final AskOthersForMap asking;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private long leaderlessSinceNanos;

    LeftOut(RaftMember member, AskOthersForMap asking) {
        this.member = member;
        this.asking = asking;
    }

    void look() {
        long now = System.nanoTime();
        if (!member.status().leaderPeerId().isEmpty()) {
            leaderlessSinceNanos = 0;
        } else if (leaderlessSinceNanos == 0) {
            leaderlessSinceNanos = now;
        } else if (now - leaderlessSinceNanos > PATIENCE.toNanos() && underWay.compareAndSet(false, true)) {
            asking.ask(PATIENCE).whenComplete((map, failure) -> {
                underWay.set(false);
                if (map != null) {
                    heard(map);
                }
            });
        }
    }

    private void heard(ClusterMap map) {
        Identity cluster = map.identity();
        if (cluster != null) {
            member.heardOf(cluster, map.cluster().configuration());
        }
    }
}
