package infocenter.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.io.IOException;
import java.io.InputStream;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.pcollections.TreePMap;

/** Reads messages one after the other, each behind its length. */
final class SnapshotRows {
    /** A longer row is damage: the longest is a session with 4,096 outcomes. */
    static final int ROW_BYTES_MAX = 64 * 1024 * 1024;

    private final CodedInputStream in;

    SnapshotRows(InputStream stream, int bufferBytes) {
        this.in = CodedInputStream.newInstance(stream, bufferBytes);
    }

    int firstByte() throws IOException {
        if (in.isAtEnd()) {
            throw new WireException("snapshot is empty");
        }
        return in.readRawByte() & 0xFF;
    }

    <M extends Message> M next(Parser<M> parser) throws IOException {
        try {
            in.resetSizeCounter();
            int length = in.readRawVarint32();
            if (length < 0 || length > ROW_BYTES_MAX) {
                throw new WireException("snapshot has a row of " + Integer.toUnsignedString(length) + " bytes");
            }
            int outer = in.pushLimit(length);
            M message = parser.parseFrom(in);
            in.checkLastTagWas(0);
            if (in.getBytesUntilLimit() != 0) {
                throw new WireException("snapshot has a row that ends before its length");
            }
            in.popLimit(outer);
            return message;
        } catch (InvalidProtocolBufferException damaged) {
            if (damaged.getCause() instanceof IOException failed) {
                throw failed;
            }
            throw new WireException("snapshot is damaged or cut off: " + damaged.getMessage(), damaged);
        }
    }

    /** So many rows, whose keys rise. */
    <M extends Message, V, K extends Comparable<K>> TreePMap<K, V> all(
            int count, Parser<M> parser, Function<M, V> decode, BiFunction<M, V, K> key) throws IOException {
        TreeMap<K, V> rows = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            M message = next(parser);
            V row = decode.apply(message);
            K at = key.apply(message, row);
            if (!rows.isEmpty() && rows.lastKey().compareTo(at) >= 0) {
                throw new WireException("snapshot is out of order at " + at);
            }
            rows.put(at, row);
        }
        return TreePMap.fromSortedMap(rows);
    }

    void end() throws IOException {
        if (!in.isAtEnd()) {
            throw new WireException("snapshot goes on behind its end");
        }
    }
}
