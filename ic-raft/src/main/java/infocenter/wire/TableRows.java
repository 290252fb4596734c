package infocenter.wire;

import static infocenter.wire.Strict.each;
import static infocenter.wire.Strict.known;
import static infocenter.wire.Strict.nodeId;
import static infocenter.wire.Strict.present;
import static infocenter.wire.Strict.xactionId;

import infocenter.core.command.Outcome;
import infocenter.core.table.Event;
import infocenter.core.table.IdempotencyKey;
import infocenter.core.table.Session;
import infocenter.wire.proto.SnapshotProto;
import java.util.Map;
import java.util.TreeMap;
import org.pcollections.TreePMap;

/** What a snapshot holds beside the xactions: keys, sessions, events. */
final class TableRows {
    private TableRows() {}

    static SnapshotProto.IdempotencyKey toProto(String key, IdempotencyKey start) {
        return SnapshotProto.IdempotencyKey.newBuilder()
                .setKey(key)
                .setId(start.id().value())
                .setBodyHash(start.bodyHash())
                .setExpiresMillis(start.expiresMillis())
                .build();
    }

    /** Without the key itself, which is the row's place in the map. */
    static IdempotencyKey key(SnapshotProto.IdempotencyKey message) {
        known(message);
        return new IdempotencyKey(
                xactionId("key.id", message.getId()), message.getBodyHash(), message.getExpiresMillis());
    }

    static SnapshotProto.Session toProto(Session session) {
        SnapshotProto.Session.Builder message = SnapshotProto.Session.newBuilder()
                .setId(session.id())
                .setNode(session.node().value())
                .setIncarnation(session.incarnation())
                .setLowestOpen(session.lowestOpen());
        for (Map.Entry<Long, Outcome> kept : session.outcomes().entrySet()) {
            message.addOutcomes(SnapshotProto.Session.NumberedOutcome.newBuilder()
                    .setNumber(kept.getKey())
                    .setOutcome(Outcomes.toProto(kept.getValue())));
        }
        return message.build();
    }

    static Session session(SnapshotProto.Session message) {
        known(message);
        TreeMap<Long, Outcome> outcomes = new TreeMap<>();
        for (SnapshotProto.Session.NumberedOutcome kept : message.getOutcomesList()) {
            known(kept);
            Outcome outcome =
                    Outcomes.fromProto(present(kept.hasOutcome(), kept.getOutcome(), "session.outcomes.outcome"));
            if (outcomes.put(kept.getNumber(), outcome) != null) {
                throw new WireException("session.outcomes has a number twice: " + kept.getNumber());
            }
        }
        return new Session(
                message.getId(),
                nodeId("session.node", message.getNode()),
                message.getIncarnation(),
                message.getLowestOpen(),
                TreePMap.fromSortedMap(outcomes));
    }

    static SnapshotProto.Event toProto(Event event) {
        return SnapshotProto.Event.newBuilder()
                .setId(event.id())
                .setType(event.type())
                .setSubject(event.subject())
                .setKind(event.kind())
                .setState(event.state())
                .addAllBuckets(event.buckets())
                .setDetail(event.detail())
                .setShownMillis(event.shownMillis())
                .build();
    }

    static Event event(SnapshotProto.Event message) {
        known(message);
        return new Event(
                message.getId(),
                message.getType(),
                message.getSubject(),
                message.getKind(),
                message.getState(),
                each(message.getBucketsList(), bucket -> bucket),
                message.getDetail(),
                message.getShownMillis());
    }
}
