package infocenter.gateway.start;

import infocenter.client.IcClient;
import infocenter.client.Moment;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.xaction.Caller;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.XactionId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Logs a client's intent to end a xaction; the leader drives it to every target. At members only. Any thread. */
public final class AbortXaction {
    private final IcClient ic;
    private final Duration within;

    public AbortXaction(IcClient ic, Duration within) {
        this.ic = ic;
        this.within = within;
    }

    /**
     * What became of an abort, and the table read after it.
     *
     * @param outcome {@code Applied}, {@code AlreadyDone} when it was asked before, or {@code Refused} when it is unknown or over
     * @param moment contains the outcome; its row may be gone
     */
    public record Answer(Outcome outcome, Moment moment) {}

    /** Aborts, with cause client. Fails with an {@code IcFailure}. */
    public CompletableFuture<Answer> abort(XactionId id, Caller caller) {
        return ic.submit(new Command.RequestAbort(id, Origin.CLIENT, caller), within)
                .thenCompose(receipt -> ic.read(within).thenApply(moment -> new Answer(receipt.outcome(), moment)));
    }
}
