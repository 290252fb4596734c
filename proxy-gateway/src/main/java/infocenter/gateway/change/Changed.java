package infocenter.gateway.change;

import infocenter.client.IcClient;
import infocenter.client.IcFailure;
import infocenter.client.Moment;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * What became of a command, and the table read after it.
 *
 * @param outcome {@code Applied}, {@code AlreadyDone} or {@code Refused}
 * @param moment contains the outcome
 */
public record Changed(Outcome outcome, Moment moment) {

    /**
     * Has the command applied, then reads; at members only.
     *
     * <p>Fails with an {@code IcFailure}: with {@code CommitUnknown} also when the command is committed and the table could not be read,
     * since who is told anything else would think that nothing had happened.
     */
    public static CompletableFuture<Changed> by(IcClient ic, Command command, Duration within) {
        return ic.submit(command, within)
                .thenCompose(receipt -> ic.read(within)
                        .thenApply(moment -> new Changed(receipt.outcome(), moment))
                        .exceptionallyCompose(unread -> CompletableFuture.failedFuture(new IcFailure.CommitUnknown(
                                "the command is committed, but the table could not be read after it: "
                                        + unread.getMessage()))));
    }
}
