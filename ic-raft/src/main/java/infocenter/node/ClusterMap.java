package infocenter.node;

import infocenter.core.bucket.Bucket;
import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Identity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node must know to route objects and broadcasts, read at one moment.
 *
 * @param identity null while the cluster is not initialised
 * @param cluster nodes and placement
 * @param buckets living buckets by name
 * @param sequence version of the whole: the larger of the cluster's and the buckets' sequence
 * @param term of the read
 * @param index of the read
 */
public record ClusterMap(
        @Nullable Identity identity, Cluster cluster, List<Bucket> buckets, long sequence, long term, long index) {}
