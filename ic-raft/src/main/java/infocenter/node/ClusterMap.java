package infocenter.node;

import infocenter.core.bucket.Bucket;
import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Identity;
import infocenter.core.transform.Transformer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node must know to route objects and broadcasts, read at one moment.
 *
 * @param identity null while the cluster is not initialised
 * @param cluster nodes and placement
 * @param buckets living buckets by name
 * @param sequence version of the whole: the largest of the cluster's, the buckets' and the transformers' sequence
 * @param term of the read
 * @param index of the read
 * @param transformers what objects can be streamed through, by name
 */
public record ClusterMap(
        @Nullable Identity identity,
        Cluster cluster,
        List<Bucket> buckets,
        long sequence,
        long term,
        long index,
        List<Transformer> transformers) {
    /** One in which no transformer is registered. */
    public ClusterMap(
            @Nullable Identity identity, Cluster cluster, List<Bucket> buckets, long sequence, long term, long index) {
        this(identity, cluster, buckets, sequence, term, index, List.of());
    }
}
