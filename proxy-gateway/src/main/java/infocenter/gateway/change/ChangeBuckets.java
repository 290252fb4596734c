package infocenter.gateway.change;

import infocenter.client.IcClient;
import infocenter.core.bucket.BucketName;
import infocenter.core.command.Command;
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

    /** Makes one. Fails with an {@code IcFailure}, as the others do. */
    public CompletableFuture<Changed> create(BucketName name, TreePMap<String, String> properties) {
        return change(new Command.CreateBucket(name, properties));
    }

    /** Replaces its properties. */
    public CompletableFuture<Changed> setProperties(BucketName name, TreePMap<String, String> properties) {
        return change(new Command.SetBucketProperties(name, properties));
    }

    /** Ends it; {@code force} aborts xactions on it first, else they are a reason to refuse. */
    public CompletableFuture<Changed> destroy(BucketName name, boolean force) {
        return change(new Command.DestroyBucket(name, force));
    }

    private CompletableFuture<Changed> change(Command command) {
        return Changed.by(ic, command, within);
    }
}
