package infocenter.gateway.faults;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What objects may answer, judged answer by answer. Each name is a register with one writer at a time; a look may see the last write
 * that is known to have happened, or one that overlapped it. A write without an acknowledgement may have happened or not, but once a
 * look has told which, it stays so. Any thread; time is a counter that moves with each beginning and end.
 */
final class ObjectModel {
    private static final long RUNNING = Long.MAX_VALUE;

    private final Map<String, List<Write>> histories = new HashMap<>();
    private long now;

    /** How a write ended. */
    enum Outcome {
        /** Acknowledged. */
        DONE,
        /** It is over, and has happened or not: refused, or cut off by a process that died. */
        UNKNOWN,
        /** Nobody waits for it any more, but it may happen yet: not answered in time. */
        OPEN
    }

    /** One write of one name; a delete has the counter of none. */
    static final class Write {
        private final String name;
        private final int counter;
        private final boolean deletes;
        private final long began;
        private long ended = RUNNING;
        private long happenedBy = RUNNING;
        private boolean open;
        private boolean never;
        private String note = "";

        private Write(String name, int counter, boolean deletes, long began) {
            this.name = name;
            this.counter = counter;
            this.deletes = deletes;
            this.began = began;
        }

        int counter() {
            return counter;
        }

        /** What shall be shown with it when an answer cannot be explained. */
        void note(String text) {
            note = " (" + text + ")";
        }

        @Override
        public String toString() {
            return (deletes ? "delete" : "put " + counter) + " [" + began + ", " + (ended == RUNNING ? "" : ended) + "]"
                    + (happenedBy == RUNNING ? "" : " happened by " + happenedBy) + (open ? " open" : "")
                    + (never ? " never" : "") + note;
        }
    }

    /** A read, a list or the answer of a delete, from when it was asked. */
    record Look(long began) {}

    synchronized Write beginPut(String name) {
        return begin(name, false);
    }

    synchronized Write beginDelete(String name) {
        return begin(name, true);
    }

    synchronized void end(Write write, Outcome outcome) {
        write.ended = ++now;
        write.open = outcome == Outcome.OPEN;
        write.happenedBy = outcome == Outcome.DONE ? now : RUNNING;
    }

    synchronized Look beginLook() {
        return new Look(++now);
    }

    /** That name had the content of that put; fails when it cannot have had. */
    synchronized void sawPut(Look look, String name, int counter) {
        long until = ++now;
        List<Write> history = history(name);
        for (int i = 0; i < history.size(); i++) {
            Write write = history.get(i);
            if (!write.deletes && write.counter == counter) {
                if (!possible(history, i, look.began, until)) {
                    throw broken("read of " + counter, name, look, until);
                }
                settle(history, i, look.began, until);
                return;
            }
        }
        throw broken("read of " + counter + ", which nobody wrote,", name, look, until);
    }

    /** That name had no object; fails when it must have had one. */
    synchronized void sawNothing(Look look, String name) {
        long until = ++now;
        List<Write> history = history(name);
        List<Integer> absences = absences(history, look.began, until);
        if (absences.isEmpty()) {
            throw broken("404", name, look, until);
        }
        if (absences.size() == 1) {
            settle(history, absences.get(0), look.began, until);
        }
    }

    /** That delete is acknowledged, and said whether there was something to delete; fails when that cannot be. */
    synchronized void deleted(Write write, boolean found) {
        long until = ++now;
        List<Write> history = history(write.name);
        List<Write> before = history.subList(0, history.indexOf(write));
        boolean possible = found
                ? mayBeThere(before, write.began, until)
                : !absences(before, write.began, until).isEmpty();
        end(write, Outcome.DONE);
        if (!possible) {
            throw broken(found ? "deleted" : "404 for the delete of", write.name, new Look(write.began), until);
        }
    }

    /**
     * A list, page after page, gave these names of the given ones; names with a write that overlapped it may be there or not.
     *
     * @param among all names that the list covers
     */
    synchronized void listed(Look look, List<String> names, Collection<String> among) {
        long until = ++now;
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw broken("twice in a list:", name, look, until);
            }
        }
        for (String name : among) {
            List<Write> history = history(name);
            if (seen.remove(name)) {
                if (!mayBeThere(history, look.began, until)) {
                    throw broken("listed:", name, look, until);
                }
            } else if (quiet(history, look.began, until)
                    && absences(history, look.began, until).isEmpty()) {
                throw broken("not listed:", name, look, until);
            }
        }
        if (!seen.isEmpty()) {
            throw new AssertionError("listed, but never written: " + seen);
        }
    }

    /** Writes of all names. */
    synchronized int writes() {
        return histories.values().stream().mapToInt(List::size).sum();
    }

    private Write begin(String name, boolean deletes) {
        List<Write> history = histories.computeIfAbsent(name, first -> new ArrayList<>());
        if (!history.isEmpty() && history.get(history.size() - 1).ended == RUNNING) {
            throw new IllegalStateException("two writers of " + name);
        }
        Write write = new Write(name, history.size() + 1, deletes, ++now);
        history.add(write);
        return write;
    }

    private List<Write> history(String name) {
        return histories.getOrDefault(name, List.of());
    }

    /** Whether a look of that span may have found what that write left; -1 for the beginning, when there was nothing. */
    private static boolean possible(List<Write> history, int index, long from, long until) {
        if (index >= 0) {
            Write write = history.get(index);
            if (write.never || write.began > until) {
                return false;
            }
            if (write.open) {
                return true;
            }
        }
        for (int later = index + 1; later < history.size(); later++) {
            if (history.get(later).happenedBy < from) {
                return false;
            }
        }
        return true;
    }

    private static boolean mayBeThere(List<Write> history, long from, long until) {
        for (int i = 0; i < history.size(); i++) {
            if (!history.get(i).deletes && possible(history, i, from, until)) {
                return true;
            }
        }
        return false;
    }

    /** The places in that history that leave nothing and may have been seen. */
    private static List<Integer> absences(List<Write> history, long from, long until) {
        List<Integer> places = new ArrayList<>();
        for (int i = -1; i < history.size(); i++) {
            if ((i < 0 || history.get(i).deletes) && possible(history, i, from, until)) {
                places.add(i);
            }
        }
        return places;
    }

    /** No write of that name overlapped that span. */
    private static boolean quiet(List<Write> history, long from, long until) {
        return history.stream().allMatch(write -> write.ended < from && !write.open || write.began > until);
    }

    /** What was seen has happened, and what had ended before without being seen has not. */
    private static void settle(List<Write> history, int seen, long from, long until) {
        if (seen >= 0) {
            Write write = history.get(seen);
            if (write.open) {
                return;
            }
            write.happenedBy = Math.min(write.happenedBy, until);
        }
        for (int later = seen + 1; later < history.size(); later++) {
            Write write = history.get(later);
            if (write.ended < from && write.happenedBy == RUNNING && !write.open) {
                write.never = true;
            }
        }
    }

    private AssertionError broken(String what, String name, Look look, long until) {
        return new AssertionError(what + " " + name + " in [" + look.began + ", " + until
                + "], which no order of its writes explains: " + history(name));
    }
}
