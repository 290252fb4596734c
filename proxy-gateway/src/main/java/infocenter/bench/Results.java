package infocenter.bench;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** All measurements of a run, in order; and what they look like beside the bare write. One thread. */
final class Results {
    static final String BARE = "bare-write";

    private final List<Measured> all = new ArrayList<>();

    void add(Measured measured) {
        all.add(measured);
    }

    /** The last one of that name, place and number of clients; null when it was not taken. */
    @Nullable
    Measured find(String what, String where, int clients) {
        Measured found = null;
        for (Measured each : all) {
            if (each.what().equals(what) && each.where().equals(where) && each.clients() == clients) {
                found = each;
            }
        }
        return found;
    }

    /** As text, a line each. */
    List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%-24s %-11s %7s %10s %9s %9s %9s %8s  %s",
                "measurement",
                "at",
                "clients",
                "per second",
                "p50 ms",
                "p90 ms",
                "p99 ms",
                "errors",
                "p50, rate / bare write with as many in flight"));
        for (Measured each : all) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-24s %-11s %7d %10.0f %9.2f %9.2f %9.2f %8d  %s",
                    each.what(),
                    each.where(),
                    each.clients(),
                    each.perSecond(),
                    each.p50(),
                    each.p90(),
                    each.p99(),
                    each.errors(),
                    ratios(each)));
        }
        return lines;
    }

    private String ratios(Measured each) {
        Measured bare = find(BARE, "leader", each.clients());
        return bare == null
                ? ""
                : String.format(
                        Locale.ROOT, "%.2f, %.3f", each.p50() / bare.p50(), each.perSecond() / bare.perSecond());
    }

    /** With ratios to the bare write, as far as they can be said. */
    JsonObject json(Measured each) {
        JsonObject line = each.json();
        Measured bare = find(BARE, "leader", each.clients());
        if (bare != null && !each.what().equals(BARE)) {
            line.put("p50ToBare", Math.round(each.p50() / bare.p50() * 1_000) / 1_000.0);
            line.put("rateToBare", Math.round(each.perSecond() / bare.perSecond() * 10_000) / 10_000.0);
        }
        return line;
    }
}
