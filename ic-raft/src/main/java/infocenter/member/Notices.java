package infocenter.member;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Ratis' threads tell; passed on to our own at once. */
final class Notices implements StateMachineEvents {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    private static final Duration STOP_MAX = Duration.ofSeconds(5);

    private final PeerLife life;
    private final LeaderDuties duties;
    private final LeaderCalls leaderCalls;
    private final MemberEvents events;
    private final MemberThreads threads;

    Notices(PeerLife life, LeaderDuties duties, LeaderCalls leaderCalls, MemberEvents events, MemberThreads threads) {
        this.life = life;
        this.duties = duties;
        this.leaderCalls = leaderCalls;
        this.events = events;
        this.threads = threads;
    }

    @Override
    public void leading(long term) {
        later(life::bootstrapped);
        duties.lead(term);
    }

    @Override
    public void notLeading() {
        duties.follow();
    }

    @Override
    public void leaderChanged(String peerId) {
        later(() -> {
            String url = life.leaderUrl();
            leaderCalls.leaderIs(url);
            events.leaderChanged(url);
        });
    }

    @Override
    public void configurationChanged() {
        // The keeper looks by itself.
    }

    @Override
    public void removed() {
        if (!life.closing()) {
            threads.snapshots().execute(life::comeBack);
        }
    }

    @Override
    public void broken(String why, Throwable cause) {
        LOG.atError()
                .addKeyValue("member", life.identity().peerId())
                .setCause(cause)
                .log(why);
        later(() -> {
            MemberServer here = life.server();
            if (here != null && life.breakOff()) {
                duties.follow();
                MemberStop.of(here, STOP_MAX);
                events.fatal(why, cause);
            }
        });
    }

    private void later(Runnable step) {
        if (!life.closed()) {
            threads.events().execute(step);
        }
    }
}
