package infocenter.wire;

import static infocenter.wire.Strict.known;
import static infocenter.wire.Strict.made;
import static infocenter.wire.Strict.present;

import infocenter.core.bucket.BucketName;
import infocenter.core.bucket.BucketRef;
import infocenter.core.cluster.Addresses;
import infocenter.core.cluster.Seat;
import infocenter.core.xaction.Caller;
import infocenter.core.xaction.Counters;
import infocenter.wire.proto.LogProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pcollections.TreePMap;

/** The small core values that log, snapshot and node contract share. */
final class Values {
    private Values() {}

    static LogProto.Addresses toProto(Addresses addresses) {
        return LogProto.Addresses.newBuilder()
                .setPublicUrl(addresses.publicUrl())
                .setNodeUrl(addresses.nodeUrl())
                .build();
    }

    static Addresses fromProto(LogProto.Addresses message) {
        known(message);
        return new Addresses(message.getPublicUrl(), message.getNodeUrl());
    }

    static LogProto.Seat toProto(Seat seat) {
        return LogProto.Seat.newBuilder()
                .setPeerId(seat.peerId())
                .setRaftAddress(seat.raftAddress())
                .build();
    }

    static Seat fromProto(LogProto.Seat message) {
        known(message);
        return new Seat(message.getPeerId(), message.getRaftAddress());
    }

    static LogProto.BucketName toProto(BucketName name) {
        return LogProto.BucketName.newBuilder()
                .setProvider(name.provider())
                .setNamespace(name.namespace())
                .setName(name.name())
                .build();
    }

    static BucketName fromProto(LogProto.BucketName message) {
        known(message);
        return made("bucket", message, raw -> new BucketName(raw.getProvider(), raw.getNamespace(), raw.getName()));
    }

    static LogProto.BucketRef toProto(BucketRef bucket) {
        return LogProto.BucketRef.newBuilder()
                .setName(toProto(bucket.name()))
                .setId(bucket.id())
                .build();
    }

    static BucketRef fromProto(LogProto.BucketRef message) {
        known(message);
        return new BucketRef(fromProto(present(message.hasName(), message.getName(), "bucket.name")), message.getId());
    }

    static LogProto.Caller toProto(Caller caller) {
        return LogProto.Caller.newBuilder()
                .setWho(caller.who())
                .setFrom(caller.from())
                .setWhy(caller.why())
                .build();
    }

    static Caller fromProto(LogProto.Caller message) {
        known(message);
        return made("caller", message, raw -> new Caller(raw.getWho(), raw.getFrom(), raw.getWhy()));
    }

    static LogProto.Counters toProto(Counters counters) {
        return LogProto.Counters.newBuilder()
                .setLocalObjects(counters.localObjects())
                .setLocalBytes(counters.localBytes())
                .setSentObjects(counters.sentObjects())
                .setSentBytes(counters.sentBytes())
                .setReceivedObjects(counters.receivedObjects())
                .setReceivedBytes(counters.receivedBytes())
                .build();
    }

    static Counters fromProto(LogProto.Counters message) {
        known(message);
        return made(
                "counters",
                message,
                raw -> new Counters(
                        raw.getLocalObjects(),
                        raw.getLocalBytes(),
                        raw.getSentObjects(),
                        raw.getSentBytes(),
                        raw.getReceivedObjects(),
                        raw.getReceivedBytes()));
    }

    static List<LogProto.TextEntry> toProto(TreePMap<String, String> texts) {
        ArrayList<LogProto.TextEntry> entries = new ArrayList<>(texts.size());
        for (Map.Entry<String, String> text : texts.entrySet()) {
            entries.add(LogProto.TextEntry.newBuilder()
                    .setKey(text.getKey())
                    .setValue(text.getValue())
                    .build());
        }
        return entries;
    }

    /** Refuses a name that is there twice: which of them would win? */
    static TreePMap<String, String> texts(String field, List<LogProto.TextEntry> entries) {
        TreeMap<String, String> texts = new TreeMap<>();
        for (LogProto.TextEntry entry : entries) {
            known(entry);
            if (texts.put(entry.getKey(), entry.getValue()) != null) {
                throw new WireException(field + " has a name twice: " + entry.getKey());
            }
        }
        return TreePMap.fromSortedMap(texts);
    }
}
