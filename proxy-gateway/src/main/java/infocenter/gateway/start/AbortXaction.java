package infocenter.gateway.start;

import infocenter.client.IcClient;
import infocenter.core.command.Command;
import infocenter.core.xaction.Caller;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.XactionId;
import infocenter.gateway.change.Changed;
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

    /** Aborts, with cause client. Fails with an {@code IcFailure}. */
    public CompletableFuture<Changed> abort(XactionId id, Caller caller) {
        return Changed.by(ic, new Command.RequestAbort(id, Origin.CLIENT, caller), within);
    }
}
