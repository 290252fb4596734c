package infocenter.member;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks each second whether the division still lives, since Ratis closes it for good after a long pause of the process, a failed
 * apply or a growth that failed, and tells nobody; whether it was taken out of the group, of which Ratis tells not always; whether a
 * growth left the group without a leader ({@link HalfGrowth}); and takes a snapshot each hour, since a group that writes little would
 * reach no threshold.
 */
final class MemberWatch {
    private static final Logger LOG = LoggerFactory.getLogger(MemberWatch.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration SNAPSHOT = Duration.ofHours(1);

    /** Looks that find it closed before it is started again: Ratis says only afterwards that it was taken out. */
    private static final int CLOSED_LOOKS = 2;

    /** The same while it is being closed, which may hang. */
    private static final int CLOSING_LOOKS = 15;

    /** Looks that find it outside of the group, with a log that stands still, before it comes back as a new peer. */
    private static final int OUTSIDE_LOOKS = 8;

    private final RaftMember member;
    private final MemberThreads threads;

    /** Only the timer's thread looks. */
    private int stuckLooks;

    private int overLooks;
    private int outsideLooks;
    private long lastIndex;

    /** Peer that has been seen to vote: one that has not may be on its way into the group. */
    private String voted = "";

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
        overLooks = server.over() ? overLooks + 1 : 0;
        if (overLooks == 0) {
            lookForHalfGrowth(server);
            lookWhetherOutside(server);
        } else if (!server.removed() && overLooks >= (server.closing() ? CLOSING_LOOKS : CLOSED_LOOKS)) {
            overLooks = 0;
            LOG.atError()
                    .addKeyValue("member", server.peerId())
                    .addKeyValue("term", server.term())
                    .addKeyValue("voter", server.voter())
                    .log("Ratis has closed this member; starting it again from disk");
            threads.snapshots().execute(member::restart);
        }
    }

    private void lookWhetherOutside(MemberServer server) {
        long index = server.lastIndex();
        if (server.running() && server.voter()) {
            voted = server.peerId();
        }
        boolean out = server.outside() && server.peerId().equals(voted);
        outsideLooks = out && index == lastIndex ? outsideLooks + 1 : 0;
        lastIndex = index;
        if (outsideLooks >= OUTSIDE_LOOKS) {
            outsideLooks = 0;
            threads.snapshots().execute(member::comeBack);
        }
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
