/**
 * The node contract over HTTP: calls to other nodes, and the door that answers theirs. Bytes by {@code infocenter.wire.NodeCodec};
 * calls and the door live on event loops, so nothing here blocks.
 */
@NullMarked
package infocenter.gateway.node;

import org.jspecify.annotations.NullMarked;
