package infocenter.bench.failover;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The rounds as a table of Markdown. */
final class Report {
    private final Map<Case, List<Round>> rounds = new TreeMap<>();

    void add(Case kind, Round round) {
        rounds.computeIfAbsent(kind, none -> new ArrayList<>()).add(round);
    }

    List<String> lines(long acknowledged, long lost) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "| case | rounds | no start acknowledged: median, worst | goal | the same at the gateway where it was longest"
                        + " | looks failed at living gateways | starts failed at living gateways | cut off at the one hit"
                        + " | slowest look | three members again: median, worst |");
        lines.add("|---|---|---|---|---|---|---|---|---|---|");
        rounds.forEach((kind, all) -> lines.add(line(kind, all)));
        lines.add("");
        lines.add(acknowledged + " starts were acknowledged, " + lost + " of them lost.");
        return lines;
    }

    /** Cases that missed their goal, each as a line. */
    List<String> missed() {
        List<String> missed = new ArrayList<>();
        rounds.forEach((kind, all) -> {
            double median = median(all, Round::pauseMillis);
            double worst = worst(all, Round::pauseMillis);
            if (median > kind.medianGoal().toMillis()
                    || worst > kind.worstGoal().toMillis()) {
                missed.add("missed: " + kind.shown() + ": " + seconds(median) + ", " + seconds(worst) + "; goal "
                        + goal(kind));
            }
        });
        return missed;
    }

    private static String line(Case kind, List<Round> all) {
        String looks = kind.majorityLives() ? looks(all) : "no majority";
        String starts = kind.majorityLives()
                ? "" + all.stream().mapToLong(Round::startErrors).sum()
                : "no majority";
        return "| " + kind.shown() + (kind.majorityLives() ? "" : ", from the restart on") + " | " + all.size() + " | "
                + both(all, Round::pauseMillis) + " | " + goal(kind) + " | "
                + (kind.majorityLives() ? both(all, Round::pauseOfOneMillis) : "") + " | " + looks + " | " + starts
                + " | " + all.stream().mapToLong(Round::cutOff).sum() + " | "
                + (kind.majorityLives() ? seconds(worst(all, Round::slowestLookMillis)) : "") + " | "
                + both(all, Round::wholeMillis) + " |";
    }

    private static String looks(List<Round> all) {
        List<String> errors =
                all.stream().flatMap(round -> round.lookErrors().stream()).toList();
        return errors.isEmpty() ? "0" : String.join(", ", errors);
    }

    private static String both(List<Round> all, ToDoubleFunction<Round> of) {
        return seconds(median(all, of)) + ", " + seconds(worst(all, of));
    }

    private static String goal(Case kind) {
        String worst = seconds(kind.worstGoal().toMillis());
        return kind.medianGoal().equals(kind.worstGoal())
                ? worst
                : seconds(kind.medianGoal().toMillis()) + ", " + worst;
    }

    private static double median(List<Round> all, ToDoubleFunction<Round> of) {
        double[] sorted = all.stream().mapToDouble(of).sorted().toArray();
        return sorted[(sorted.length - 1) / 2];
    }

    private static double worst(List<Round> all, ToDoubleFunction<Round> of) {
        return all.stream().mapToDouble(of).max().orElse(0);
    }

    private static String seconds(double millis) {
        return String.format(Locale.ROOT, "%.2f s", millis / 1_000);
    }
}
