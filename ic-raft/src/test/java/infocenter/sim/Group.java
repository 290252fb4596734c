package infocenter.sim;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Who votes.
 *
 * @param current peer ids, sorted
 * @param previous while the group changes, the one before; else empty
 */
record Group(List<String> current, List<String> previous) {
    static final Group NONE = new Group(List.of(), List.of());

    boolean names(String peerId) {
        return current.contains(peerId) || previous.contains(peerId);
    }

    boolean settled() {
        return previous.isEmpty() && !current.isEmpty();
    }

    /** Everybody in either group. */
    TreeSet<String> all() {
        TreeSet<String> all = new TreeSet<>(previous);
        all.addAll(current);
        return all;
    }

    boolean majority(Collection<String> peerIds) {
        return most(current, peerIds) && (previous.isEmpty() || most(previous, peerIds));
    }

    private static boolean most(List<String> group, Collection<String> peerIds) {
        return !group.isEmpty() && 2 * group.stream().filter(peerIds::contains).count() > group.size();
    }
}
