package infocenter.gateway.change;

import infocenter.client.IcClient;
import infocenter.core.command.Command;
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

    /** Registers one. Fails with an {@code IcFailure}, as the other does. */
    public CompletableFuture<Changed> register(TransformerName name, Means means, TransformBounds bounds) {
        return change(new Command.RegisterTransformer(name, means, bounds));
    }

    /** Removes one; xactions that were started with it keep it. */
    public CompletableFuture<Changed> remove(TransformerName name) {
        return change(new Command.RemoveTransformer(name));
    }

    private CompletableFuture<Changed> change(Command command) {
        return Changed.by(ic, command, within);
    }
}
