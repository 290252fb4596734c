package infocenter.sim;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;

/** {@code scripts/simulate}: runs seeds and prints what came of them. Exits with 1 when a promise was broken. */
public final class Simulate {
    private Simulate() {}

    /**
     * Runs.
     *
     * @param args first seed, last seed, property or {@code all}, {@code true} to tell what happened; or {@code planted} and how
     *     many seeds to try
     */
    public static void main(String[] args) {
        if (args[0].equals("planted")) {
            System.exit(planted(Integer.parseInt(args[1])));
        }
        long first = Long.parseLong(args[0]);
        long last = Long.parseLong(args[1]);
        List<Property> properties = args[2].equals("all") ? List.of(Property.values()) : List.of(Property.of(args[2]));
        boolean tell = Boolean.parseBoolean(args[3]);
        System.out.printf(
                "%-16s %15s %6s %9s %7s %8s %8s %9s %8s %7s%n",
                "property", "seeds", "failed", "entries", "terms", "rows", "reads", "effects", "virtual", "took");
        int failed = 0;
        for (Property property : properties) {
            failed += run(property, first, last, tell);
        }
        System.exit(failed == 0 ? 0 : 1);
    }

    private static int planted(int seeds) {
        int missed = 0;
        for (PlantedDefect defect : PlantedDefect.values()) {
            Simulation.Verdict verdict = defect.firstFound(seeds);
            missed += verdict.good() ? 1 : 0;
            System.out.println(defect.told(verdict));
        }
        return missed == 0 ? 0 : 1;
    }

    private static int run(Property property, long first, long last, boolean tell) {
        long began = System.nanoTime();
        int failed = 0;
        long entries = 0;
        long terms = 0;
        long rows = 0;
        long reads = 0;
        long effects = 0;
        long virtual = 0;
        for (long seed = first; seed <= last; seed++) {
            Simulation.Verdict verdict = Simulation.run(property, seed);
            entries += verdict.entries();
            terms += verdict.terms();
            rows += verdict.rows();
            reads += verdict.reads();
            effects += verdict.effects();
            virtual += verdict.virtualMillis();
            failed += verdict.good() ? 0 : 1;
            if (tell || !verdict.good()) {
                tell(verdict);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%-16s %15s %6d %9d %7d %8d %8d %9d %6.1f h %5.1f s%n",
                property.shown(),
                first + ".." + last,
                failed,
                entries,
                terms,
                rows,
                reads,
                effects,
                virtual / 3_600_000.0,
                (System.nanoTime() - began) / 1e9);
        return failed;
    }

    private static void tell(Simulation.Verdict verdict) {
        verdict.lines().forEach(System.out::println);
        if (verdict.cause() != null && !(verdict.cause() instanceof Journal.Violation)) {
            StringWriter trace = new StringWriter();
            verdict.cause().printStackTrace(new PrintWriter(trace));
            System.out.println(trace);
        }
        System.out.println(
                verdict.good()
                        ? "all promises held"
                        : "BROKEN: " + verdict.broken() + System.lineSeparator() + "repeat it: " + verdict.again());
    }
}
