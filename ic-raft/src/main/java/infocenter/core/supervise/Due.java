package infocenter.core.supervise;

import infocenter.core.bucket.BucketRef;
import infocenter.core.cluster.NodeId;
import infocenter.core.transform.Transformer;
import infocenter.core.xaction.XactionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order that a target has yet to be told, or to acknowledge. */
public sealed interface Due {
    /** The xaction. */
    XactionId id();

    /** Which attempt of the target's run. */
    int attempt();

    /** The incarnation of the target that it is meant for. */
    long incarnation();

    /** Sequence of the command that caused it: of two orders for one xaction the higher one counts. */
    long sequence();

    /** The table owes this run a start. */
    record Start(
            XactionId id,
            int attempt,
            long incarnation,
            long sequence,
            String kind,
            String arguments,
            String argumentsHash,
            List<BucketRef> buckets,
            List<NodeId> targets,
            @Nullable Transformer transformer)
            implements Due {
        /** Of a kind that takes no transformer. */
        public Start(
                XactionId id,
                int attempt,
                long incarnation,
                long sequence,
                String kind,
                String arguments,
                String argumentsHash,
                List<BucketRef> buckets,
                List<NodeId> targets) {
            this(id, attempt, incarnation, sequence, kind, arguments, argumentsHash, buckets, targets, null);
        }
    }

    /** The table does not want this run, or wants it no more. */
    record Stop(XactionId id, int attempt, long incarnation, long sequence) implements Due {}
}
