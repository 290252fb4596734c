package infocenter.sim;

import infocenter.client.Moment;
import infocenter.core.command.Outcome;
import infocenter.core.command.Stamp;
import infocenter.core.table.Change;
import infocenter.core.table.Information;
import infocenter.wire.LogCodec;
import infocenter.wire.SnapshotCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** One member's copy of the table: the real core over entries in their real bytes, and snapshots in theirs. */
final class Replica {
    private final String member;
    private final Truth truth;
    private final Pieces pieces;
    private final TreeMap<Long, List<CompletableFuture<Moment>>> waiting = new TreeMap<>();
    private Moment moment = new Moment(Information.EMPTY, 0, 0);

    Replica(String member, Truth truth, Pieces pieces) {
        this.member = member;
        this.truth = truth;
        this.pieces = pieces;
    }

    Moment latest() {
        return moment;
    }

    long index() {
        return moment.index();
    }

    /** Outcomes of a batch; none for other entries. */
    List<Outcome> apply(Entry entry) {
        Information before = moment.information();
        if (entry.data() == null) {
            truth.passed(member, entry);
            publish(new Moment(before, entry.term(), entry.index()));
            return List.of();
        }
        LogCodec.Entry read = LogCodec.decodeEntry(ByteBuffer.wrap(entry.data()));
        Stamp stamp = new Stamp(
                entry.term(), read.stamp().elapsedMillis(), read.stamp().shownMillis());
        Change change = pieces.apply(before, stamp, read.batch());
        truth.applied(member, entry, read.batch(), change);
        publish(new Moment(change.information(), entry.term(), entry.index()));
        return change.outcomes();
    }

    private void publish(Moment next) {
        moment = next;
        while (!waiting.isEmpty() && waiting.firstKey() <= next.index()) {
            waiting.pollFirstEntry().getValue().forEach(one -> one.complete(next));
        }
    }

    /** The value once that entry is applied. */
    CompletableFuture<Moment> reached(long index) {
        if (moment.index() >= index) {
            return CompletableFuture.completedFuture(moment);
        }
        CompletableFuture<Moment> future = new CompletableFuture<>();
        waiting.computeIfAbsent(index, none -> new ArrayList<>()).add(future);
        return future;
    }

    /** The present value in the bytes of a snapshot. */
    byte[] snapshot() {
        byte[] whole = truth.whole(member, moment);
        Information kept = pieces.kept(moment.information());
        return kept == moment.information() ? whole : bytes(kept);
    }

    static byte[] bytes(Information information) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            SnapshotCodec.write(information, out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Begins anew from a snapshot. */
    void load(Snapshot snapshot) {
        try {
            Information read = SnapshotCodec.read(new ByteArrayInputStream(snapshot.bytes()));
            Moment loaded = new Moment(read, snapshot.term(), snapshot.index());
            truth.whole(member, loaded);
            publish(loaded);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
