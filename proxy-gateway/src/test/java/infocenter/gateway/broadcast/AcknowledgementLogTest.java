package infocenter.gateway.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.client.IcClient;
import infocenter.client.IcFailure;
import infocenter.client.Moment;
import infocenter.client.Receipt;
import infocenter.core.cluster.NodeId;
import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordAcknowledgements.Acknowledgement;
import infocenter.core.command.Outcome;
import infocenter.core.xaction.XactionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AcknowledgementLogTest implements IcClient {
    private final List<Command.RecordAcknowledgements> commands = new ArrayList<>();
    private final List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
    private final AcknowledgementLog log = new AcknowledgementLog(this, Runnable::run, Duration.ofSeconds(1));

    @Test
    void whatGathersWhileACommandIsUnderWayGoesIntoTheNext() {
        log.record(some(1));
        log.record(some(2));
        log.record(some(3));
        assertThat(sizes()).containsExactly(1);
        commit(0);
        assertThat(sizes()).containsExactly(1, 5);
    }

    @Test
    void aCommandThatWasNotLoggedHoldsNothingUp() {
        log.record(some(1));
        log.record(some(2));
        receipts.get(0).completeExceptionally(new IcFailure.NoLeader("no leader"));
        assertThat(sizes()).containsExactly(1, 2);
    }

    @Test
    void oneCommandTakesNoMoreThanItsLimit() {
        log.record(some(1));
        log.record(some(AcknowledgementLog.TOGETHER_MAX + 5));
        commit(0);
        commit(1);
        assertThat(sizes()).containsExactly(1, AcknowledgementLog.TOGETHER_MAX, 5);
    }

    @Test
    void moreThanMayWaitAreLeftToTheSync() {
        log.record(some(1));
        log.record(some(AcknowledgementLog.WAITING_MAX + 1));
        commit(0);
        assertThat(sizes()).containsExactly(1);
        log.record(some(2));
        assertThat(sizes()).containsExactly(1, 2);
    }

    private List<Integer> sizes() {
        return commands.stream()
                .map(command -> command.acknowledgements().size())
                .toList();
    }

    private void commit(int at) {
        receipts.get(at).complete(new Receipt(new Outcome.Applied(1, ""), 1, 1));
    }

    private static List<Acknowledgement> some(int count) {
        return IntStream.range(0, count)
                .mapToObj(at -> new Acknowledgement(new XactionId("x" + at), new NodeId("t1"), 1, 1))
                .toList();
    }

    @Override
    public CompletableFuture<Receipt> submit(Command command, Duration within) {
        commands.add((Command.RecordAcknowledgements) command);
        receipts.add(new CompletableFuture<>());
        return receipts.get(receipts.size() - 1);
    }

    @Override
    public CompletableFuture<Moment> read(Duration within) {
        throw new AssertionError("not asked for");
    }

    @Override
    public Moment latest() {
        throw new AssertionError("not asked for");
    }

    @Override
    public boolean member() {
        return true;
    }

    @Override
    public AutoCloseable onApplied(Runnable onApplied) {
        return () -> {};
    }
}
