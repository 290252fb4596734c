package infocenter.bench.failover;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GapsTest {
    private static final long MILLI = 1_000_000;

    @Test
    void theLongestTimeBetweenTwoMoments() {
        long[] at = {1 * MILLI, 3 * MILLI, 9 * MILLI, 10 * MILLI};
        assertThat(Gaps.longestMillis(at, 0, 11 * MILLI)).isEqualTo(6);
    }

    @Test
    void theEndsOfTheSpanCountToo() {
        long[] at = {5 * MILLI};
        assertThat(Gaps.longestMillis(at, 0, 6 * MILLI)).isEqualTo(5);
        assertThat(Gaps.longestMillis(at, 4 * MILLI, 20 * MILLI)).isEqualTo(15);
    }

    @Test
    void momentsOutsideOfTheSpanDoNot() {
        long[] at = {1 * MILLI, 30 * MILLI};
        assertThat(Gaps.longestMillis(at, 10 * MILLI, 20 * MILLI)).isEqualTo(10);
    }
}
