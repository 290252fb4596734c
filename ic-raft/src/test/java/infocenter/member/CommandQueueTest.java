package infocenter.member;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.client.IcFailure;
import infocenter.core.command.Batch;
import infocenter.core.command.Command;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The session's rules at the gateway, each as the model {@code sessions.pml} wants them. */
class CommandQueueTest {
    private final CommandQueue queue = new CommandQueue(2);

    private OpenCommand offer(int bytes, long deadline) {
        OpenCommand command = new OpenCommand(new Command.Tick(), bytes, deadline);
        assertThat(queue.offer(command)).isTrue();
        return command;
    }

    private Batch depart(Flight flight) {
        CommandQueue.Departure departure = queue.depart(flight);
        assertThat(departure).isNotNull();
        return departure.batch();
    }

    @Test
    void whatWaitsTravelsTogetherUnderNumbersFromOne() {
        offer(10, 100);
        offer(10, 100);
        assertThat(queue.next()).as("no session yet").isNull();
        queue.begin(7);
        Batch batch = depart(queue.next());
        assertThat(batch.session()).isEqualTo(7);
        assertThat(batch.lowestOpen()).isEqualTo(1);
        assertThat(batch.commands()).extracting(Batch.Numbered::number).containsExactly(1L, 2L);
        assertThat(queue.next()).as("nothing waits").isNull();
    }

    @Test
    void aRetryHasTheSameNumbersAndANewerLowestOne() {
        queue.begin(7);
        OpenCommand first = offer(10, 100);
        Flight one = queue.next();
        depart(one);
        offer(10, 100);
        Flight two = queue.next();
        assertThat(depart(two).lowestOpen()).isEqualTo(1);
        queue.answered(one, List.of(first));
        queue.over(one);
        Batch again = depart(two);
        assertThat(again.commands()).extracting(Batch.Numbered::number).containsExactly(2L);
        assertThat(again.lowestOpen()).isEqualTo(2);
    }

    @Test
    void onlySoManyBatchesAreUnderWay() {
        queue.begin(7);
        offer(10, 100);
        Flight one = queue.next();
        offer(10, 100);
        assertThat(queue.next()).isNotNull();
        offer(10, 100);
        assertThat(queue.next()).isNull();
        queue.over(one);
        assertThat(queue.next()).isNotNull();
    }

    @Test
    void aBatchIsBoundedInBytesAndCount() {
        queue.begin(7);
        offer(500_000, 100);
        offer(500_000, 100);
        assertThat(depart(queue.next()).commands()).hasSize(1);
        for (int i = 0; i < 600; i++) {
            offer(1, 100);
        }
        assertThat(depart(queue.next()).commands())
                .as("the second large one alone")
                .hasSize(512);
    }

    @Test
    void oneOpenNumberHoldsTheWindow() {
        CommandQueue wide = new CommandQueue(10_000);
        wide.begin(7);
        OpenCommand stuck = new OpenCommand(new Command.Tick(), 1, 100);
        wide.offer(stuck);
        Flight stuckFlight = wide.next();
        wide.depart(stuckFlight);
        long sent = 1;
        for (int i = 0; i < 5_000; i++) {
            OpenCommand command = new OpenCommand(new Command.Tick(), 1, 100);
            wide.offer(command);
            Flight flight = wide.next();
            if (flight != null) {
                sent++;
                wide.depart(flight);
                wide.answered(flight, List.of(command));
                wide.over(flight);
            }
        }
        assertThat(sent).isEqualTo(Batch.WINDOW);
        wide.answered(stuckFlight, List.of(stuck));
        wide.over(stuckFlight);
        assertThat(wide.next()).isNotNull();
    }

    @Test
    void whatWasNeverLoggedFailsAsNoLeaderAndWhatMayBeAsUnknown() {
        queue.begin(7);
        offer(10, 100);
        Flight refused = queue.next();
        queue.depart(refused);
        queue.turnedAway(refused, false);
        offer(10, 100);
        Flight lost = queue.next();
        queue.depart(lost);
        queue.lostSight(lost);
        queue.depart(lost);
        queue.turnedAway(lost, false);
        offer(10, 100);
        List<String> whys = queue.expire(101).stream()
                .map(failed -> failed.why().getClass().getSimpleName())
                .toList();
        assertThat(whys).containsExactly("NoLeader", "NoLeader", "CommitUnknown");
    }

    @Test
    void anAttemptUnderWayAtTheDeadlineIsUnknown() {
        queue.begin(7);
        offer(10, 100);
        queue.depart(queue.next());
        assertThat(queue.expire(101))
                .singleElement()
                .satisfies(failed -> assertThat(failed.why()).isInstanceOf(IcFailure.CommitUnknown.class));
    }

    @Test
    void aCommandGivenUpIsNotSentAgain() {
        queue.begin(7);
        OpenCommand impatient = offer(10, 100);
        offer(10, 1_000);
        Flight flight = queue.next();
        queue.depart(flight);
        queue.lostSight(flight);
        queue.expire(101).forEach(failed -> failed.command().future().completeExceptionally(failed.why()));
        assertThat(impatient.future()).isCompletedExceptionally();
        Batch again = depart(flight);
        assertThat(again.commands()).extracting(Batch.Numbered::number).containsExactly(2L);
        assertThat(again.lowestOpen()).isEqualTo(2);
    }

    @Test
    void openCommandsNeverMoveToTheNextSession() {
        queue.begin(7);
        OpenCommand open = offer(10, 100);
        Flight flight = queue.next();
        queue.depart(flight);
        OpenCommand waits = offer(10, 100);
        List<CommandQueue.Failed> failed = queue.lose(7);
        assertThat(failed).singleElement().satisfies(one -> {
            assertThat(one.command()).isSameAs(open);
            assertThat(one.why()).isInstanceOf(IcFailure.CommitUnknown.class);
        });
        queue.begin(9);
        assertThat(queue.depart(flight)).isNull();
        assertThat(depart(queue.next()).commands())
                .singleElement()
                .satisfies(one -> assertThat(one.number()).isEqualTo(1));
        assertThat(waits.number()).isEqualTo(1);
    }

    @Test
    void aSessionIsBegunOnce() {
        assertThat(queue.begin(7)).isTrue();
        assertThat(queue.begin(7)).isFalse();
        queue.lose(7);
        assertThat(queue.begin(7)).as("left behind").isFalse();
        assertThat(queue.begin(8)).isTrue();
    }

    @Test
    void tooManyWaitingAreRefused() {
        for (int i = 0; i < 8_192; i++) {
            offer(1, 100);
        }
        assertThat(queue.offer(new OpenCommand(new Command.Tick(), 1, 100))).isFalse();
    }
}
