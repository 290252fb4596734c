package infocenter.sim;

import infocenter.core.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one Raft peer has on its disk. Term and vote are safe at once; entries are safe once they were synced, and a crash may take any
 * that were not.
 */
final class Disk {
    private final List<Entry> entries = new ArrayList<>();
    private final TreeMap<Long, Group> groups = new TreeMap<>();
    private Snapshot snapshot = Snapshot.NONE;
    private long base;
    private long baseTerm;
    private int cuts;
    long term;
    String votedFor = "";
    /** Index up to which a sync was answered. */
    long synced;
    /** Index up to which a crash takes nothing. */
    long safe;

    /** A group of one, as the first gateway of a cluster begins. */
    static Disk founding(String peerId) {
        Disk disk = new Disk();
        disk.append(new Entry(1, 0, null, new Group(List.of(peerId), List.of())));
        disk.synced = 1;
        disk.safe = 1;
        return disk;
    }

    long last() {
        return base + entries.size();
    }

    long lastTerm() {
        return termAt(last());
    }

    /** Index of the entry before the first one that is kept. */
    long base() {
        return base;
    }

    /** -1 when that entry is not here. */
    long termAt(long index) {
        if (index == base) {
            return baseTerm;
        }
        Entry entry = at(index);
        return entry == null ? -1 : entry.term();
    }

    @Nullable
    Entry at(long index) {
        return index <= base || index > last() ? null : entries.get((int) (index - base - 1));
    }

    List<Entry> from(long index, int limit) {
        int begin = (int) (index - base - 1);
        return begin >= entries.size()
                ? List.of()
                : List.copyOf(entries.subList(begin, Math.min(entries.size(), begin + limit)));
    }

    void append(Entry entry) {
        entries.add(entry);
        if (entry.group() != null) {
            groups.put(entry.index(), entry.group());
        }
    }

    /** Removes that entry and all behind it. */
    void cut(long index) {
        cuts++;
        while (last() >= index && !entries.isEmpty()) {
            groups.remove(last());
            entries.remove(entries.size() - 1);
        }
        synced = Math.min(synced, last());
        safe = Math.min(safe, last());
    }

    /** Changes whenever entries were removed at the end: a sync that began before says nothing about those that followed. */
    int cuts() {
        return cuts;
    }

    /** The latest in the log, committed or not. */
    Group group() {
        return groups.isEmpty() ? snapshot.group() : groups.lastEntry().getValue();
    }

    long groupIndex() {
        return groups.isEmpty() ? snapshot.index() : groups.lastKey();
    }

    private Group groupAt(long index) {
        var entry = groups.floorEntry(index);
        return entry == null ? snapshot.group() : entry.getValue();
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /** Keeps a snapshot of this member's own, and forgets entries that it covers, but for the last few. */
    void keep(long index, long ofTerm, byte[] bytes, long entriesKept) {
        snapshot = new Snapshot(index, ofTerm, bytes, groupAt(index));
        long upTo = Math.max(base, index - entriesKept);
        long upToTerm = termAt(upTo);
        entries.subList(0, (int) (upTo - base)).clear();
        groups.headMap(upTo, true).clear();
        base = upTo;
        baseTerm = upToTerm;
    }

    /** Takes the leader's snapshot instead of all that is here. */
    void install(Snapshot other) {
        cuts++;
        snapshot = other;
        entries.clear();
        groups.clear();
        base = other.index();
        baseTerm = other.term();
        synced = base;
        safe = base;
    }

    /** Loses what was not safe, or less. */
    void crash(Seeds seeds) {
        long left = last() - Math.max(safe, base);
        if (left > 0) {
            cut(last() + 1 - seeds.between(0, (int) Math.min(left, Integer.MAX_VALUE)));
        }
        if (last() < snapshot.index()) {
            install(snapshot);
        }
        safe = last();
        synced = last();
    }
}
