package infocenter.target.rest;

import infocenter.core.cluster.Node;
import org.jspecify.annotations.Nullable;

/**
 * Where an object belongs.
 *
 * @param bucketId the living bucket
 * @param mapVersion by which this was decided
 * @param elsewhere its owner, null when that is this target
 */
public record Place(
        long bucketId, long mapVersion, @Nullable Node elsewhere) {}
