package infocenter.member;

import java.util.Collection;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The latest group in a member's own log, committed or not: in force once appended.
 *
 * @param current node door by peer id
 * @param previous while the group changes, the one before, by the same rule; else empty
 */
record Voters(SortedMap<String, String> current, SortedMap<String, String> previous) {
    static final Voters NONE = new Voters(new TreeMap<>(), new TreeMap<>());

    /** True when those are a majority of the group, and of the previous one too while it changes. */
    boolean majority(Collection<String> peerIds) {
        return most(current.keySet(), peerIds) && (previous.isEmpty() || most(previous.keySet(), peerIds));
    }

    /** Everybody in either group. */
    SortedMap<String, String> all() {
        TreeMap<String, String> all = new TreeMap<>(previous);
        all.putAll(current);
        return all;
    }

    private static boolean most(Set<String> group, Collection<String> peerIds) {
        return !group.isEmpty() && 2 * group.stream().filter(peerIds::contains).count() > group.size();
    }
}
