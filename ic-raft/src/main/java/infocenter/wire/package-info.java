/**
 * Core values and node records to protobuf bytes and back, and nothing else: the only room that sees protobuf. The group's member
 * knocks at {@link infocenter.wire.LogCodec} and {@link infocenter.wire.SnapshotCodec}, clients and doors of the node contract at
 * {@link infocenter.wire.NodeCodec}. Stateless; any thread. Every decoder is strict: what it cannot read whole is a
 * {@link infocenter.wire.WireException} and never half a value.
 */
@NullMarked
package infocenter.wire;

import org.jspecify.annotations.NullMarked;
