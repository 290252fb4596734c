package infocenter.target.job;

import infocenter.core.bucket.BucketName;
import infocenter.core.bucket.BucketRef;
import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.NodeId;
import infocenter.placement.Rendezvous;
import java.util.List;

/**
 * Which names this target works on: those that it would own if the targets of the xaction were the placement, which they are as long
 * as nobody joins or leaves. So each name is looked at by exactly one of them, whatever happens to the map. Immutable; any thread.
 */
final class Share {
    private final String self;
    private final Rendezvous among;
    private final BucketName bucket;

    private Share(NodeId self, List<NodeId> targets, BucketName bucket) {
        this.self = self.value();
        this.among = Rendezvous.of(targets.stream().map(NodeId::value).toList());
        this.bucket = bucket;
    }

    /** Of that run in names of that bucket; a run whose order names no targets has all of them. */
    static Share of(JobContext context, BucketRef bucket) {
        List<NodeId> targets = context.targets().isEmpty() ? List.of(context.self()) : context.targets();
        return new Share(context.self(), targets, bucket.name());
    }

    boolean holds(ObjectName name) {
        return among.home(bucket.uname(name)).equals(self);
    }
}
