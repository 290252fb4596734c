package infocenter.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for one order of a row's steps that explains every answer: linearizability in the way of Wing and Gong, with Lowe's just-in-time
 * search ("Testing for linearizability", 2017). Time is walked once. What may be true at a moment is a set of worlds; a world is the steps
 * under way that have happened already, and what the row may be after them. When an answer comes, its step must have happened: each world
 * lets happen what it needs before it, and worlds in which it cannot happen are given up. No world left: no order explains the answer.
 */
final class OrderSearch {
    /** Steps under way at once, those without an answer included. */
    private static final int SLOTS = Long.SIZE;

    private static final int WORLDS_MAX = 1_000_000;
    private static final int PAST_SHOWN = 3;
    private static final int STEPS_SHOWN = 8;

    private final Row row;
    private final RowRules rules;
    private final @Nullable Step[] slots = new Step[SLOTS];
    private Map<Long, List<World>> worlds = new HashMap<>();
    private int made;

    OrderSearch(Row row, Rules rules) {
        this.row = row;
        this.rules = row.rules(rules);
    }

    /** A way in which things can have happened so far: what did of that which is under way, and what the row may be. */
    private record World(
            long happened, States row, @Nullable Past past) {}

    /** The steps that led to a world, latest first; for explaining. */
    private record Past(Step step, States row, @Nullable Past before) {}

    private record Moment(long time, boolean answer, Step step) {}

    /** Why no order fits, or null when one does. */
    @Nullable
    Breach breach() {
        add(worlds, new World(0, States.ABSENT, null));
        for (Moment moment : moments()) {
            if (moment.answer()) {
                Map<Long, List<World>> before = worlds;
                int slot = slotOf(moment.step());
                worlds = answered(slot);
                if (made > WORLDS_MAX) {
                    return undecided(moment.step());
                }
                if (worlds.isEmpty()) {
                    return unexplained(moment.step(), before);
                }
                forget();
            } else if (!begun(moment.step())) {
                return undecided(moment.step());
            }
        }
        return null;
    }

    /** Calls before answers where the clock did not tell them apart: then they overlap. */
    private List<Moment> moments() {
        List<Moment> moments = new ArrayList<>();
        for (Step step : row.steps()) {
            moments.add(new Moment(step.of().call(), false, step));
            if (step.answered()) {
                moments.add(new Moment(step.of().back(), true, step));
            }
        }
        moments.sort(Comparator.comparingLong(Moment::time).thenComparing(Moment::answer));
        return moments;
    }

    private boolean begun(Step step) {
        for (int slot = 0; slot < SLOTS; slot++) {
            if (slots[slot] == null) {
                slots[slot] = step;
                return true;
            }
        }
        return false;
    }

    private int slotOf(Step step) {
        int slot = 0;
        while (slots[slot] != step) {
            slot++;
        }
        return slot;
    }

    /** Every world in which the step of this slot has happened; the slot is free again in them. */
    private Map<Long, List<World>> answered(int slot) {
        Map<Long, List<World>> after = new HashMap<>();
        Set<World> seen = new HashSet<>();
        Deque<World> todo = new ArrayDeque<>();
        worlds.values().forEach(todo::addAll);
        long bit = 1L << slot;
        while (!todo.isEmpty() && made <= WORLDS_MAX) {
            World world = todo.pop();
            made++;
            if ((world.happened() & bit) != 0) {
                add(after, new World(world.happened() & ~bit, world.row(), world.past()));
                continue;
            }
            for (int next = 0; next < SLOTS; next++) {
                World then = happens(world, next);
                if (then != null && seen.add(new World(then.happened(), then.row(), null))) {
                    todo.push(then);
                }
            }
        }
        slots[slot] = null;
        return after;
    }

    private @Nullable World happens(World world, int slot) {
        Step step = slots[slot];
        if (step == null || (world.happened() & 1L << slot) != 0) {
            return null;
        }
        States after = rules.after(world.row(), step);
        return after.none()
                ? null
                : new World(world.happened() | 1L << slot, after, new Past(step, after, world.past()));
    }

    /** Of two worlds with the same steps done, one that allows less is of no use. */
    private static void add(Map<Long, List<World>> into, World world) {
        List<World> same = into.computeIfAbsent(world.happened(), none -> new ArrayList<>());
        for (World other : same) {
            if (other.row().holds(world.row())) {
                return;
            }
        }
        same.removeIf(other -> world.row().holds(other.row()));
        same.add(world);
    }

    /** Steps without an answer that can do nothing to this row any more, in any world, would only multiply the worlds. */
    private void forget() {
        States possible = States.NONE;
        for (List<World> same : worlds.values()) {
            for (World world : same) {
                possible = possible.or(rules.settle(world.row()));
            }
        }
        long gone = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            Step step = slots[slot];
            if (step != null && !step.answered() && !rules.mayMatter(possible, step)) {
                gone |= 1L << slot;
                slots[slot] = null;
            }
        }
        if (gone != 0) {
            Map<Long, List<World>> fewer = new HashMap<>();
            for (List<World> same : worlds.values()) {
                for (World world : same) {
                    add(fewer, new World(world.happened() & ~gone, world.row(), world.past()));
                }
            }
            worlds = fewer;
        }
    }

    private Breach unexplained(Step step, Map<Long, List<World>> before) {
        States possible = States.NONE;
        Past past = null;
        for (List<World> same : before.values()) {
            for (World world : same) {
                possible = possible.or(rules.settle(world.row()));
                past = world.past();
            }
        }
        List<Step> shown = new ArrayList<>();
        for (; past != null && shown.size() < PAST_SHOWN; past = past.before()) {
            shown.add(0, past.step());
        }
        shown.add(step);
        for (Step open : slots) {
            if (open != null && shown.size() < STEPS_SHOWN && !shown.contains(open)) {
                shown.add(open);
            }
        }
        return Explain.steps(
                "linearizability",
                row.name(),
                "no order explains line " + step.of().line() + "; before it the row was " + possible
                        + ". The last steps of an order that fits so far, that answer, and what overlaps it:",
                shown);
    }

    private Breach undecided(Step step) {
        return Explain.breach("undecided", row.name(), "too much at once to find an order", step.of());
    }
}
