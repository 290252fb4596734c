package infocenter.gateway.supervise;

import infocenter.client.IcClient;
import infocenter.client.Receipt;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.table.Information;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table as the leader of one term reads and changes it; what comes back runs on the supervisor's thread. */
final class Table {
    private static final Logger LOG = LoggerFactory.getLogger(Table.class);

    private final IcClient ic;
    private final Turns turns;
    private final long term;
    private final SupervisorMeters meters;
    private final Duration readWithin;
    private final Duration submitWithin;

    Table(IcClient ic, Turns turns, long term, SupervisionLimits limits, SupervisorMeters meters) {
        this.ic = ic;
        this.turns = turns;
        this.term = term;
        this.meters = meters;
        this.readWithin = limits.readWithin();
        this.submitWithin = limits.submitWithin();
    }

    /** A read round that begins now; {@code otherwise} when it fails, or was confirmed in another term: then this one leads no more. */
    void read(Consumer<Information> then, Runnable otherwise) {
        ic.read(readWithin)
                .whenComplete((moment, failure) -> turns.run(() -> {
                    if (failure == null && moment.term() == term) {
                        then.accept(moment.information());
                    } else {
                        otherwise.run();
                    }
                }));
    }

    /** The newest value applied here. */
    Information latest() {
        return ic.latest().information();
    }

    /** Fails with an {@code IcFailure}. */
    CompletableFuture<Receipt> submit(Command command) {
        CompletableFuture<Receipt> result = new CompletableFuture<>();
        ic.submit(command, submitWithin)
                .whenComplete((receipt, failure) -> turns.run(() -> {
                    log(command, receipt, failure);
                    meters.command(command, failure == null ? receipt.outcome() : null);
                    if (failure == null) {
                        result.complete(receipt);
                    } else {
                        result.completeExceptionally(failure);
                    }
                }));
        return result;
    }

    private void log(Command command, Receipt receipt, Throwable failure) {
        String what = command.getClass().getSimpleName();
        if (failure != null) {
            LOG.atWarn()
                    .addKeyValue("term", term)
                    .addKeyValue("command", what)
                    .addKeyValue("outcome", failure.toString())
                    .log("command of the supervisor not known to be applied");
        } else if (receipt.outcome() instanceof Outcome.Refused refused) {
            LOG.atInfo()
                    .addKeyValue("term", term)
                    .addKeyValue("command", what)
                    .addKeyValue("outcome", refused.reason().shown())
                    .log("command of the supervisor refused: the table has moved on");
        } else {
            (routine(command) ? LOG.atDebug() : LOG.atInfo())
                    .addKeyValue("term", term)
                    .addKeyValue("index", receipt.index())
                    .addKeyValue("command", what)
                    .log("command of the supervisor applied");
        }
    }

    private static boolean routine(Command command) {
        return command instanceof Command.Tick
                || command instanceof Command.Expire
                || command instanceof Command.RecordProgress
                || command instanceof Command.RecordReports
                || command instanceof Command.RecordAcknowledgements;
    }
}
