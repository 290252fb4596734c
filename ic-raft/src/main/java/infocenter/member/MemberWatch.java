package infocenter.member;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks each second whether the division still lives, since Ratis closes it for good after a long pause of the process, a failed
 * apply or its removal, and tells nobody; and takes a snapshot each hour, since a group that writes little would reach no threshold.
 */
final class MemberWatch {
    private static final Logger LOG = LoggerFactory.getLogger(MemberWatch.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration SNAPSHOT = Duration.ofHours(1);

    private final RaftMember member;
    private final MemberThreads threads;

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
        if (server == null || member.closing() || !server.over()) {
            return;
        }
        if (!server.voter()) {
            // Removed from the group: there is nothing to come back to under this id.
            LOG.atWarn().addKeyValue("member", server.peerId()).log("this peer is no longer in the group");
            return;
        }
        LOG.atError()
                .addKeyValue("member", server.peerId())
                .addKeyValue("term", server.term())
                .log("Ratis has closed this member; starting it again from disk");
        threads.snapshots().execute(member::restart);
    }

    private void snapshot() {
        MemberServer server = member.server();
        if (server != null && server.running()) {
            server.stateMachine().writeAside();
        }
    }
}
