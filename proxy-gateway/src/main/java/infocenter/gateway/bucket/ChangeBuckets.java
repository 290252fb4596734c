package infocenter.gateway.bucket;

import infocenter.client.IcClient;
import infocenter.client.Moment;
import infocenter.core.bucket.BucketName;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.pcollections.TreePMap;

/** Makes, changes and ends buckets. At members only: the answer carries the table read after it. Any thread. */
public final class ChangeBuckets {
    private final IcClient ic;
    private final Duration within;

    public ChangeBuckets(IcClient ic, Duration within) {
        this.ic = ic;
        this.within = within;
    }

    /**
     * What became of a change.
     *
     * @param outcome {@code Applied} with the bucket's id as subject, {@code AlreadyDone} or {@code Refused}
     * @param moment contains the outcome
     */
    public record Answer(Outcome outcome, Moment moment) {}

    /** Makes one. Fails with an {@code IcFailure}, as the others do. */
    public CompletableFuture<Answer> create(BucketName name, TreePMap<String, String> properties) {
        return change(new Command.CreateBucket(name, properties));
    }

    /** Replaces its properties. */
    public CompletableFuture<Answer> setProperties(BucketName name, TreePMap<String, String> properties) {
        return change(new Command.SetBucketProperties(name, properties));
    }

    /** Ends it; {@code force} aborts xactions on it first, else they are a reason to refuse. */
    public CompletableFuture<Answer> destroy(BucketName name, boolean force) {
        return change(new Command.DestroyBucket(name, force));
    }

    private CompletableFuture<Answer> change(Command command) {
        return ic.submit(command, within)
                .thenCompose(receipt -> ic.read(within).thenApply(moment -> new Answer(receipt.outcome(), moment)));
    }
}
