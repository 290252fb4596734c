package infocenter.member;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks each second whether the division still lives, since Ratis closes it for good after a long pause of the process, a failed
 * apply, its removal or a growth that failed, and tells nobody (a peer that is in no group waits to be added again); whether a growth
 * left the group without a leader ({@link HalfGrowth}); and takes a snapshot each hour, since a group that writes little would reach
 * no threshold.
 */
final class MemberWatch {
    private static final Logger LOG = LoggerFactory.getLogger(MemberWatch.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration SNAPSHOT = Duration.ofHours(1);

    private final RaftMember member;
    private final MemberThreads threads;
    /** Only the timer's thread looks. */
    private int stuckLooks;

    MemberWatch(RaftMember member, MemberThreads threads) {
        this.member = member;
        this.threads = threads;
    }

    void begin() {
        threads.timer().scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        threads.timer()
                .scheduleWithFixedDelay(
                        this::snapshot, SNAPSHOT.toMillis(), SNAPSHOT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        MemberServer server = member.server();
        if (server == null || member.closing()) {
            return;
        }
        if (!server.over()) {
            lookForHalfGrowth(server);
            return;
        }
        LOG.atError()
                .addKeyValue("member", server.peerId())
                .addKeyValue("term", server.term())
                .addKeyValue("voter", server.voter())
                .log("Ratis has closed this member; starting it again from disk");
        threads.snapshots().execute(member::restart);
    }

    private void lookForHalfGrowth(MemberServer server) {
        stuckLooks = HalfGrowth.stuck(server) ? stuckLooks + 1 : 0;
        if (stuckLooks >= HalfGrowth.PATIENCE_LOOKS) {
            stuckLooks = 0;
            LOG.atWarn()
                    .addKeyValue("member", server.peerId())
                    .addKeyValue("term", server.term())
                    .addKeyValue("index", server.configuration().getLogEntryIndex())
                    .log("the group has no leader since its growth reached no joiner; taking that change back");
            threads.snapshots().execute(member::undoHalfGrowth);
        }
    }

    private void snapshot() {
        MemberServer server = member.server();
        if (server != null && server.running()) {
            server.stateMachine().writeAside();
        }
    }
}
