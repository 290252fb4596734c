package infocenter.target.run;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.target.run.Lease.Arrival;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeaseTest {
    private static final long MINE = 7;

    private final AtomicLong nanos =
            new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(3).toNanos());
    private final AtomicLong wallMillis = new AtomicLong(1_000_000);
    private final Pulse pulse = new Pulse(nanos::get, wallMillis::get);
    private final Lease lease = new Lease(MINE, nanos::get, pulse);

    @Test
    void aFirstAnswerGivesNothing() {
        exchange(1, 1, 0, 0);

        assertThat(lease.held()).isFalse();
    }

    @Test
    void anAcknowledgedAnswerRenewsFromItsSending() {
        exchange(1, 1, 0, 0);
        passes(Duration.ofSeconds(4));
        exchange(1, 2, MINE, 1);

        assertThat(lease.left()).isEqualTo(Duration.ofSeconds(6));
        passes(Duration.ofSeconds(6));
        assertThat(lease.held()).isFalse();
    }

    @Test
    void aRequestThatAcknowledgesNothingRenewsNothing() {
        exchange(1, 1, 0, 0);
        exchange(1, 2, MINE, 1);
        passes(Duration.ofSeconds(9));
        exchange(1, 3, 0, 0);
        passes(Duration.ofSeconds(1));

        assertThat(lease.held()).isFalse();
    }

    @Test
    void anAnswerThatWasLostIsNotRenewedByTheOneBeforeIt() {
        exchange(1, 1, 0, 0);
        passes(Duration.ofSeconds(5));
        exchange(1, 2, MINE, 1);
        exchange(1, 3, MINE, 1);

        assertThat(lease.left()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void theNumberOfAnotherIncarnationNamesAnotherAnswer() {
        exchange(1, 1, 0, 0);
        exchange(1, 2, MINE - 1, 1);

        assertThat(lease.held()).isFalse();
    }

    @Test
    void anAnswerToAnotherTermIsNotAcknowledged() {
        exchange(1, 1, 0, 0);
        exchange(2, 2, MINE, 1);

        assertThat(lease.held()).isFalse();
    }

    @Test
    void aNewTermEndsNoLease() {
        exchange(1, 1, 0, 0);
        exchange(1, 2, MINE, 1);
        exchange(2, 1, 0, 0);

        assertThat(lease.held()).isTrue();
    }

    @Test
    void aRepeatedRequestKeepsTheFirstSendingTime() {
        exchange(1, 1, 0, 0);
        passes(Duration.ofSeconds(4));
        assertThat(lease.arrive(0, 1, 1)).isEqualTo(Arrival.REPEATED);
        exchange(1, 2, MINE, 1);

        assertThat(lease.left()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void anOvertakenRequestChangesNothing() {
        exchange(1, 5, 0, 0);

        assertThat(lease.arrive(0, 1, 4)).isEqualTo(Arrival.OVERTAKEN);
        assertThat(lease.held()).isFalse();
    }

    @Test
    void aPauseEndsItUntilAnAnswerThatWasSentAfterwardsIsAcknowledged() {
        exchange(1, 1, 0, 0);
        exchange(1, 2, MINE, 1);
        nanos.addAndGet(Duration.ofSeconds(4).toNanos());

        assertThat(lease.held()).isFalse();
        exchange(1, 3, MINE, 2);
        assertThat(lease.held()).isFalse();
        lease.end();
        pulse.beat();
        exchange(1, 4, MINE, 3);
        assertThat(lease.held()).isFalse();
        exchange(1, 5, MINE, 4);
        assertThat(lease.held()).isTrue();
    }

    @Test
    void aRequestFromBeforeAPauseIsStillKnownAfterIt() {
        exchange(1, 1, 0, 0);
        lease.end();

        assertThat(lease.arrive(0, 1, 1)).isEqualTo(Arrival.REPEATED);
    }

    @Test
    void aMachineThatSleptIsNoticedByTheWallClock() {
        exchange(1, 1, 0, 0);
        exchange(1, 2, MINE, 1);
        wallMillis.addAndGet(60_000);

        assertThat(lease.held()).isFalse();
    }

    private void exchange(long term, long number, long ackIncarnation, long ackNumber) {
        assertThat(lease.arrive(0, term, number)).isEqualTo(Arrival.NEW);
        lease.acknowledged(0, term, ackIncarnation, ackNumber);
        lease.sending(0, term, number);
    }

    private void passes(Duration time) {
        for (Duration left = time; left.toMillis() > 0; left = left.minusSeconds(1)) {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            wallMillis.addAndGet(1_000);
            pulse.beat();
        }
    }
}
