package infocenter.bench.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What is done when, and to whom: the same for the same seed, length and faults. Every kind comes once before any comes again.
 *
 * @param faults in the order of their times
 */
record Plan(long seed, Duration length, List<Fault> faults) {
    /** Between the beginnings of two faults; one that is not healed by then delays the next. */
    static final Duration EVERY = Duration.ofSeconds(20);

    private static final Duration FIRST = Duration.ofSeconds(10);

    /**
     * One fault.
     *
     * @param at from the begin of the load
     * @param lasts until it is healed
     * @param whom see {@link FaultKind#whom()}
     * @param pick for choices of the fault's own
     */
    record Fault(FaultKind kind, Duration at, Duration lasts, String whom, int pick) {
        String text() {
            return String.format(
                    Locale.ROOT, "%5d s  %-15s %-24s for %d s", at.toSeconds(), kind.shown(), whom, lasts.toSeconds());
        }

        String name() {
            return kind.shown() + " " + whom;
        }
    }

    static Plan of(long seed, Duration length, List<FaultKind> kinds) {
        Random random = new Random(seed);
        List<FaultKind> round = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (Duration at = FIRST; !kinds.isEmpty() && at.compareTo(length) < 0; at = at.plus(EVERY)) {
            if (round.isEmpty()) {
                round.addAll(kinds);
                Collections.shuffle(round, random);
            }
            FaultKind kind = round.remove(round.size() - 1);
            String whom = kind.whom().get(random.nextInt(kind.whom().size()));
            int seconds = Math.max(1, kind.secondsMax() / 2) + random.nextInt(kind.secondsMax() / 2 + 1);
            faults.add(new Fault(kind, at, Duration.ofSeconds(seconds), whom, random.nextInt(1_000)));
        }
        return new Plan(seed, length, List.copyOf(faults));
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("seed " + seed + ", " + length.toSeconds() + " s");
        faults.forEach(fault -> lines.add(fault.text()));
        return lines;
    }
}
