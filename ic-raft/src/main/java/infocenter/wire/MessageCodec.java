package infocenter.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.util.function.Function;

/**
 * A codec through a protobuf message.
 *
 * @param <T> record
 * @param <M> message
 * @param name of the message, for errors
 */
record MessageCodec<T, M extends MessageLite>(
        String name, Parser<M> parser, Function<T, M> toProto, Function<M, T> fromProto) implements Codec<T> {
    @Override
    public byte[] encode(T record) {
        return toProto.apply(record).toByteArray();
    }

    @Override
    public T decode(byte[] bytes) {
        try {
            return fromProto.apply(parser.parseFrom(bytes));
        } catch (InvalidProtocolBufferException | WireException | IllegalArgumentException refused) {
            throw new WireException(name + ": " + refused.getMessage(), refused);
        }
    }
}
