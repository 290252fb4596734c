package infocenter.wire;

import static infocenter.wire.Strict.known;
import static infocenter.wire.Strict.present;

import infocenter.core.xaction.Pace;
import infocenter.wire.proto.SnapshotProto;

/** How runs move. */
final class PaceRows {
    private PaceRows() {}

    static SnapshotProto.Pace toProto(Pace pace) {
        return SnapshotProto.Pace.newBuilder()
                .setSinceMillis(pace.sinceMillis())
                .setSince(toProto(pace.since()))
                .setMovedMillis(pace.movedMillis())
                .setOlder(toProto(pace.older()))
                .setNewer(toProto(pace.newer()))
                .build();
    }

    static Pace fromProto(SnapshotProto.Pace message) {
        known(message);
        return new Pace(
                message.getSinceMillis(),
                fromProto(present(message.hasSince(), message.getSince(), "pace.since")),
                message.getMovedMillis(),
                fromProto(present(message.hasOlder(), message.getOlder(), "pace.older")),
                fromProto(present(message.hasNewer(), message.getNewer(), "pace.newer")));
    }

    private static SnapshotProto.Pace.Counts toProto(Pace.Counts counts) {
        return SnapshotProto.Pace.Counts.newBuilder()
                .setObjects(counts.objects())
                .setBytes(counts.bytes())
                .build();
    }

    private static Pace.Counts fromProto(SnapshotProto.Pace.Counts message) {
        known(message);
        return new Pace.Counts(message.getObjects(), message.getBytes());
    }

    private static SnapshotProto.Pace.Mark toProto(Pace.Mark mark) {
        return SnapshotProto.Pace.Mark.newBuilder()
                .setAtMillis(mark.atMillis())
                .setCounts(toProto(mark.counts()))
                .build();
    }

    private static Pace.Mark fromProto(SnapshotProto.Pace.Mark message) {
        known(message);
        return new Pace.Mark(
                message.getAtMillis(), fromProto(present(message.hasCounts(), message.getCounts(), "mark.counts")));
    }
}
