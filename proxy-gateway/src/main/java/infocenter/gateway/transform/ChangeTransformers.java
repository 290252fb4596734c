package infocenter.gateway.transform;

import infocenter.client.IcClient;
import infocenter.client.Moment;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.transform.Means;
import infocenter.core.transform.TransformBounds;
import infocenter.core.transform.TransformerName;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Registers and removes transformers. At members only: the answer carries the table read after it. Any thread. */
public final class ChangeTransformers {
    private final IcClient ic;
    private final Duration within;

    public ChangeTransformers(IcClient ic, Duration within) {
        this.ic = ic;
        this.within = within;
    }

    /**
     * What became of a change.
     *
     * @param outcome {@code Applied} or {@code AlreadyDone} with the name as subject, or {@code Refused}
     * @param moment contains the outcome
     */
    public record Answer(Outcome outcome, Moment moment) {}

    /** Registers one. Fails with an {@code IcFailure}, as the other does. */
    public CompletableFuture<Answer> register(TransformerName name, Means means, TransformBounds bounds) {
        return change(new Command.RegisterTransformer(name, means, bounds));
    }

    /** Removes one; xactions that were started with it keep it. */
    public CompletableFuture<Answer> remove(TransformerName name) {
        return change(new Command.RemoveTransformer(name));
    }

    private CompletableFuture<Answer> change(Command command) {
        return ic.submit(command, within)
                .thenCompose(receipt -> ic.read(within).thenApply(moment -> new Answer(receipt.outcome(), moment)));
    }
}
