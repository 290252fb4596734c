package infocenter.wire;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import infocenter.core.table.Information;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of a snapshot one after the other, each made when it is asked for. Owned by one thread at a time. */
final class SnapshotPieces {
    private final Information information;
    private final ArrayDeque<Iterator<? extends MessageLite>> parts = new ArrayDeque<>();

    SnapshotPieces(Information information) {
        this.information = information;
        part(information.buckets().byName().values(), ClusterValues::toProto);
        part(information.xactions().rows().values(), XactionRows::toProto);
        part(information.keys().entrySet(), key -> TableRows.toProto(key.getKey(), key.getValue()));
        part(information.sessions().values(), TableRows::toProto);
        part(information.events().values(), TableRows::toProto);
        part(information.transformers().byName().values(), Transforms::toProto);
    }

    private <V> void part(Collection<V> values, Function<V, MessageLite> encode) {
        Iterator<V> each = values.iterator();
        parts.add(new Iterator<MessageLite>() {
            @Override
            public boolean hasNext() {
                return each.hasNext();
            }

            @Override
            public MessageLite next() {
                return encode.apply(each.next());
            }
        });
    }

    /** What comes before the rows. */
    void begin(CodedOutputStream out) throws IOException {
        out.writeRawByte((byte) SnapshotCodec.VERSION);
        write(out, SnapshotCodec.head(information));
    }

    /** The next row; false when there was none left. */
    boolean row(CodedOutputStream out) throws IOException {
        MessageLite next = next();
        if (next != null) {
            write(out, next);
        }
        return next != null;
    }

    private @Nullable MessageLite next() {
        while (!parts.isEmpty()) {
            if (parts.element().hasNext()) {
                return parts.element().next();
            }
            parts.remove();
        }
        return null;
    }

    static void write(CodedOutputStream out, MessageLite message) throws IOException {
        out.writeUInt32NoTag(message.getSerializedSize());
        message.writeTo(out);
    }
}
