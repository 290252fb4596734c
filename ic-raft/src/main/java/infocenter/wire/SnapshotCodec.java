package infocenter.wire;

import com.google.protobuf.CodedOutputStream;
import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.BucketName;
import infocenter.core.bucket.Buckets;
import infocenter.core.table.Clocks;
import infocenter.core.table.Event;
import infocenter.core.table.IdempotencyKey;
import infocenter.core.table.Information;
import infocenter.core.table.Session;
import infocenter.core.table.Xactions;
import infocenter.core.transform.Transformer;
import infocenter.core.transform.TransformerName;
import infocenter.core.transform.Transformers;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import infocenter.wire.proto.LogProto;
import infocenter.wire.proto.SnapshotProto;
import infocenter.wire.proto.SnapshotProto.SnapshotHead;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;
import org.pcollections.TreePMap;

/**
 * The whole memory as a stream, row by row: writing a million rows needs one row of memory, reading them needs the rows and, for a moment,
 * one sorted index. Equal values give equal bytes. The layout is in {@code snapshot.proto}.
 */
public final class SnapshotCodec {
    /** The first byte. */
    public static final int VERSION = 1;

    private static final int BUFFER_BYTES = 64 * 1024;

    private SnapshotCodec() {}

    /** Writes and flushes; neither closes the stream nor asks the disk to sync. */
    public static void write(Information information, OutputStream stream) throws IOException {
        CodedOutputStream out = CodedOutputStream.newInstance(stream, BUFFER_BYTES);
        SnapshotPieces pieces = new SnapshotPieces(information);
        pieces.begin(out);
        while (pieces.row(out)) {
            // Row by row.
        }
        out.flush();
    }

    static SnapshotHead head(Information information) {
        SnapshotHead.Builder head = SnapshotHead.newBuilder()
                .setElapsedMillis(information.clocks().elapsedMillis())
                .setShownMillis(information.clocks().shownMillis())
                .setSequence(information.sequence())
                .setCluster(ClusterValues.toProto(information.cluster()))
                .setBucketsSequence(information.buckets().sequence())
                .setBuckets(information.buckets().byName().size())
                .setXactions(information.xactions().rows().size())
                .setKeys(information.keys().size())
                .setSessions(information.sessions().size())
                .setEvents(information.events().size())
                .setTransformersSequence(information.transformers().sequence())
                .setTransformers(information.transformers().byName().size());
        if (information.identity() != null) {
            head.setIdentity(ClusterValues.toProto(information.identity()));
        }
        return head.build();
    }

    /**
     * Reads to the end of the stream and does not close it.
     *
     * @throws WireException when it is of an unknown version, damaged, truncated, or followed by anything: the member must not start
     * @throws IOException when the stream itself fails
     */
    public static Information read(InputStream stream) throws IOException {
        SnapshotRows rows = new SnapshotRows(stream, BUFFER_BYTES);
        int version = rows.firstByte();
        if (version != VERSION) {
            throw new WireException("snapshot is of version " + version + ", unknown here");
        }
        SnapshotHead head = Strict.known(rows.next(SnapshotHead.parser()));
        TreePMap<BucketName, Bucket> buckets = rows.all(
                head.getBuckets(),
                SnapshotProto.Bucket.parser(),
                ClusterValues::bucket,
                (message, bucket) -> bucket.name());
        SharedValues shared = new SharedValues();
        TreePMap<XactionId, Xaction> xactions = rows.all(
                head.getXactions(),
                SnapshotProto.Xaction.parser(),
                message -> XactionRows.row(message, shared),
                (message, row) -> row.id());
        TreePMap<String, IdempotencyKey> keys = rows.all(
                head.getKeys(),
                SnapshotProto.IdempotencyKey.parser(),
                TableRows::key,
                (message, key) -> message.getKey());
        TreePMap<Long, Session> sessions = rows.all(
                head.getSessions(),
                SnapshotProto.Session.parser(),
                TableRows::session,
                (message, session) -> session.id());
        TreePMap<Long, Event> events = rows.all(
                head.getEvents(), SnapshotProto.Event.parser(), TableRows::event, (message, event) -> event.id());
        TreePMap<TransformerName, Transformer> transformers = rows.all(
                head.getTransformers(),
                LogProto.Transformer.parser(),
                Transforms::fromProto,
                (message, transformer) -> transformer.name());
        rows.end();
        return new Information(
                new Clocks(head.getElapsedMillis(), head.getShownMillis()),
                head.getSequence(),
                head.hasIdentity() ? ClusterValues.fromProto(head.getIdentity()) : null,
                ClusterValues.fromProto(Strict.present(head.hasCluster(), head.getCluster(), "head.cluster")),
                new Buckets(buckets, head.getBucketsSequence()),
                Strict.made("xactions", xactions, Xactions::of),
                keys,
                byExpiry(keys),
                sessions,
                events,
                new Transformers(transformers, head.getTransformersSequence()));
    }

    private static TreePMap<Information.KeyExpiry, String> byExpiry(TreePMap<String, IdempotencyKey> keys) {
        TreeMap<Information.KeyExpiry, String> byExpiry = new TreeMap<>();
        for (Map.Entry<String, IdempotencyKey> key : keys.entrySet()) {
            byExpiry.put(new Information.KeyExpiry(key.getValue().expiresMillis(), key.getKey()), key.getKey());
        }
        return TreePMap.fromSortedMap(byExpiry);
    }
}
