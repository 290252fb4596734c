package infocenter.node;

import infocenter.core.bucket.BucketRef;
import infocenter.core.cluster.NodeId;
import infocenter.core.transform.Transformer;
import infocenter.core.xaction.XactionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a target shall do about one xaction. Obeyed once: per id only a sequence above the last one counts.
 *
 * @param type start, stop or resume
 * @param id the xaction
 * @param attempt which attempt of this target's run
 * @param incarnation of the target that it is meant for; another one refuses a start and says so
 * @param sequence of the command that caused it
 * @param kind of a start
 * @param arguments of a start, JSON text; empty when they are a blob
 * @param argumentsHash of a start whose arguments are a blob: its {@link infocenter.core.xaction.BlobAddress}, else empty
 * @param buckets of a start
 * @param targets of a start: all that have a run of the xaction, the same in every order for it; names are shared out among them
 * @param transformer of a start of a kind that takes one, as it was registered when the start was admitted
 */
public record Order(
        Type type,
        XactionId id,
        int attempt,
        long incarnation,
        long sequence,
        String kind,
        String arguments,
        String argumentsHash,
        List<BucketRef> buckets,
        List<NodeId> targets,
        @Nullable Transformer transformer) {
    /** Without a transformer. */
    public Order(
            Type type,
            XactionId id,
            int attempt,
            long incarnation,
            long sequence,
            String kind,
            String arguments,
            String argumentsHash,
            List<BucketRef> buckets,
            List<NodeId> targets) {
        this(type, id, attempt, incarnation, sequence, kind, arguments, argumentsHash, buckets, targets, null);
    }

    /** What to do. */
    public enum Type {
        START,
        STOP,
        RESUME
    }

    /** An order to stop. */
    public static Order stop(XactionId id, int attempt, long incarnation, long sequence) {
        return new Order(Type.STOP, id, attempt, incarnation, sequence, "", "", "", List.of(), List.of());
    }
}
