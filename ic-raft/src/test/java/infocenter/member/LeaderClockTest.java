package infocenter.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeaderClockTest {
    private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);
    private final AtomicLong wall = new AtomicLong(1_000_000);
    private final LeaderClock clock = new LeaderClock(nanos::get, wall::get);

    @Test
    void goesOnFromTheValueThatTheLeaderFound() {
        clock.begin(70_000);
        nanos.addAndGet(2_500_000_000L);
        assertThat(clock.elapsedMillis()).isEqualTo(72_500);
    }

    @Test
    void aWallClockThatJumpsMovesNoDeadline() {
        clock.begin(70_000);
        wall.addAndGet(3_600_000);
        assertThat(clock.elapsedMillis()).isEqualTo(70_000);
        assertThat(clock.shownMillis()).isEqualTo(4_600_000);
    }

    @Test
    void timeWithoutThisLeaderIsNotCountedByIt() {
        clock.begin(70_000);
        clock.end();
        assertThat(clock.runs()).isFalse();
        assertThatThrownBy(clock::elapsedMillis).isInstanceOf(IllegalStateException.class);
        nanos.addAndGet(60_000_000_000L);
        clock.begin(71_000);
        assertThat(clock.elapsedMillis()).isEqualTo(71_000);
    }
}
