package infocenter.gateway.read;

import infocenter.client.IcClient;
import infocenter.client.Moment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The table at one moment. At members only; elsewhere the request is forwarded. Any thread. */
public final class ReadTable {
    private final IcClient ic;
    private final Duration within;

    public ReadTable(IcClient ic, Duration within) {
        this.ic = ic;
        this.within = within;
    }

    /** Linearizable: contains everything acknowledged before this call, anywhere. Fails with an {@code IcFailure}. */
    public CompletableFuture<Moment> now() {
        return ic.read(within);
    }

    /** Newest value here, perhaps old; for those who asked for it. Throws {@code IcFailure.NotMember} where there is none. */
    public Moment stale() {
        return ic.latest();
    }

    /** Whether this process holds the table. */
    public boolean here() {
        return ic.member();
    }

    /** Calls {@code onApplied} after the value has changed, coalesced; it must return at once. Close to stop. */
    public AutoCloseable follow(Runnable onApplied) {
        return ic.onApplied(onApplied);
    }
}
