/**
 * What nodes say to each other, as records; {@code infocenter.wire} turns them into bytes, HTTP clients and doors carry them.
 * Paths are in {@link infocenter.node.NodePaths}. Immutable; any thread.
 */
@NullMarked
package infocenter.node;

import org.jspecify.annotations.NullMarked;
