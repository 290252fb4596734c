package infocenter.target.run;

import infocenter.node.ErrorsAnswer.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What one run counts by name, beside its counters. Any thread. */
final class Tallies {
    /** Names of one run; what has another name is in the counters only. */
    static final int NAMES_MAX = 10_000;

    private final TreeMap<String, long[]> byName = new TreeMap<>();

    synchronized void add(String name, long objects, long bytes) {
        if (byName.size() >= NAMES_MAX && !byName.containsKey(name)) {
            return;
        }
        long[] sums = byName.computeIfAbsent(name, fresh -> new long[2]);
        sums[0] += objects;
        sums[1] += bytes;
    }

    /** As it stands now, by name. */
    synchronized List<Tally> all() {
        List<Tally> all = new ArrayList<>(byName.size());
        byName.forEach((name, sums) -> all.add(new Tally(name, sums[0], sums[1])));
        return all;
    }
}
