package infocenter.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the figures should be on two cores: the first goals, and the final ones of the design's section 9. */
final class Goals {
    /**
     * One goal.
     *
     * @param what in words
     * @param first to reach now
     * @param last to reach in the end
     * @param atLeast whether more is better
     * @param value measured; NaN when it was not
     */
    record Goal(String what, double first, double last, boolean atLeast, double value) {
        boolean met(double goal) {
            return Double.isFinite(value) && (atLeast ? value >= goal : value <= goal);
        }

        boolean firstMet() {
            return met(first);
        }

        @Override
        public String toString() {
            String sign = atLeast ? ">=" : "<=";
            return String.format(
                    Locale.ROOT,
                    "%-64s %10.2f   first %s %-8.6g %-8s final %s %-8.6g %s",
                    what,
                    value,
                    sign,
                    first,
                    word(first),
                    sign,
                    last,
                    word(last));
        }

        private String word(double goal) {
            return Double.isNaN(value) ? "unknown" : met(goal) ? "met" : "NOT MET";
        }
    }

    private Goals() {}

    static List<Goal> of(Results results, int records) {
        Measured fresh = results.find("start", "leader", 32);
        Measured later = results.find("start@" + records, "leader", 32);
        double bare = p50(results.find(Results.BARE, "leader", 1));
        List<Goal> goals = new ArrayList<>();
        goals.add(new Goal("starts/s, 32 clients", 300, 1_000, true, rate(fresh)));
        goals.add(new Goal(
                "starts/s with " + records + " records more, share of the former",
                0.9,
                0.9,
                true,
                rate(later) / rate(fresh)));
        goals.add(new Goal(
                "start, 1 client, p50 / bare write", 4, 2.5, false, p50(results.find("start", "leader", 1)) / bare));
        goals.add(new Goal(
                "status/s at the leading member, 32 clients",
                8_000,
                15_000,
                true,
                rate(results.find("status", "leader", 32))));
        goals.add(new Goal(
                "status/s at another member, 32 clients",
                8_000,
                15_000,
                true,
                rate(results.find("status", "follower", 32))));
        goals.add(new Goal(
                "status/s at a non-member, 32 clients",
                3_000,
                5_000,
                true,
                rate(results.find("status", "non-member", 32))));
        goals.add(new Goal(
                "done on targets to finished, p50 / bare write",
                3,
                2,
                false,
                p50(results.find("notification", "leader", 1)) / bare));
        goals.add(new Goal("page of 1,000 rows, p50, ms", 20, 20, false, p50(results.find("page-1000", "leader", 1))));
        return goals;
    }

    private static double rate(@Nullable Measured measured) {
        return measured == null ? Double.NaN : measured.perSecond();
    }

    private static double p50(@Nullable Measured measured) {
        return measured == null ? Double.NaN : measured.p50();
    }
}
