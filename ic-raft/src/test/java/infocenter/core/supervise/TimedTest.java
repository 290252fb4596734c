package infocenter.core.supervise;

import static infocenter.core.supervise.Scene.T1;
import static infocenter.core.supervise.Scene.T2;
import static infocenter.core.supervise.Scene.interrupted;
import static infocenter.core.supervise.Scene.owed;
import static infocenter.core.supervise.Scene.running;
import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.command.Command;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What time makes due. Runs of these scenes have their start-by at 5,000 ms, windows end at 40,000 ms. */
class TimedTest {
    private final Scene scene = Scene.empty().target(T1, 1, true).target(T2, 1, true);

    @Test
    void startByAbortsOnlyAfterASyncThatKnewOfTheOrder() {
        Scene owing = scene.row("x", owed(T1, 3), running(T2, 3)).elapsed(5_000);

        assertThat(Timed.of(OrderBook.of(owing.information()), 5_000, target -> 2)
                        .commands())
                .isEmpty();
        assertThat(Timed.of(OrderBook.of(owing.information()), 4_999, target -> 3)
                        .commands())
                .isEmpty();
        assertThat(Timed.of(OrderBook.of(owing.information()), 5_000, target -> 3)
                        .commands())
                .singleElement()
                .isInstanceOf(Command.RequestAbort.class);
    }

    @Test
    void startByAbortsAtOnceWhenTheTargetIsDownOrAnother() {
        Scene down = scene.row("x", owed(T1, 3)).target(T1, 1, false).elapsed(5_000);
        Scene other = scene.row("x", owed(T1, 3)).target(T1, 2, true).elapsed(5_000);

        assertThat(Timed.of(OrderBook.of(down.information()), 5_000, target -> 0)
                        .commands())
                .hasSize(1);
        assertThat(Timed.of(OrderBook.of(other.information()), 5_000, target -> 0)
                        .commands())
                .hasSize(1);
    }

    @Test
    void twoSilentTargetsMakeOneAbort() {
        Scene owing = scene.row("x", owed(T1, 3), owed(T2, 3)).elapsed(6_000);

        assertThat(Timed.of(OrderBook.of(owing.information()), 6_000, target -> 3)
                        .commands())
                .hasSize(1);
    }

    @Test
    void aWindowThatIsOverExpires() {
        Scene away = scene.row("x", interrupted(T1, 1, 3)).elapsed(39_500);

        assertThat(Timed.of(OrderBook.of(away.information()), 39_999, target -> 9)
                        .commands())
                .isEmpty();
        assertThat(Timed.of(OrderBook.of(away.information()), 40_000, target -> 9)
                        .commands())
                .containsExactly(new Command.Expire(Timed.AT_ONCE_MAX));
    }

    @Test
    void theClockIsLoggedEachSecondWhileSomethingTimedIsPendingElseEachMinute() {
        Scene owing = scene.row("x", owed(T1, 3));
        Scene quiet = scene.row("x", running(T1, 3));

        assertThat(Timed.of(OrderBook.of(owing.information()), 999, target -> 0))
                .isEqualTo(new Timed(List.of(), true));
        assertThat(Timed.of(OrderBook.of(owing.information()), 1_000, target -> 0)
                        .commands())
                .containsExactly(new Command.Tick());
        assertThat(Timed.of(OrderBook.of(quiet.information()), 59_999, target -> 0))
                .isEqualTo(new Timed(List.of(), false));
        assertThat(Timed.of(OrderBook.of(quiet.information()), 60_000, target -> 0)
                        .commands())
                .containsExactly(new Command.Tick());
    }
}
