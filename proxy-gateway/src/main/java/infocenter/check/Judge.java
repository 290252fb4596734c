package infocenter.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Judges a file and prints what came of it: a table of the faults, and what cannot be true. Any thread; blocks. */
public final class Judge {
    /** One order explains every answer. */
    public static final int HOLDS = 0;
    /** None does. */
    public static final int BROKEN = 1;
    /** The file is no history. */
    public static final int UNREADABLE = 2;

    private static final int SHOWN_MAX = 20;

    private Judge() {}

    /** By the rules of a table that keeps every row and whose rows finish by themselves. */
    public static int judge(Path file, PrintWriter out) {
        return judge(file, new Rules(false, false), out, out);
    }

    static int judge(Path file, Rules rules, PrintWriter out, PrintWriter err) {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            Verdict verdict = Verdict.of(HistoryReader.read(reader), rules);
            print(verdict, out);
            return verdict.holds() ? HOLDS : BROKEN;
        } catch (IOException e) {
            err.println("xic: " + file + " cannot be read: " + e);
            return UNREADABLE;
        } catch (BadHistory e) {
            e.errors().forEach(err::println);
            err.println("xic: " + file + " is no history");
            return UNREADABLE;
        } finally {
            out.flush();
            err.flush();
        }
    }

    private static void print(Verdict verdict, PrintWriter out) {
        out.println(verdict.operations() + " operations, " + verdict.acknowledged() + " acknowledged, " + verdict.open()
                + " open; " + verdict.rows() + " rows, " + verdict.systemRows() + " of the system, "
                + verdict.systemAborts() + " aborted by it");
        if (!verdict.faults().isEmpty()) {
            out.println();
            out.println(
                    "| fault | lasted | operations called | writes acknowledged | longest without a write | first write after healing |");
            out.println("|---|---|---|---|---|---|");
            verdict.faults().forEach(one -> out.println(row(one)));
        }
        out.println();
        if (verdict.holds()) {
            out.println("holds: one order explains every answer");
            return;
        }
        out.println("broken: " + verdict.breaches().size() + " breaches"
                + (verdict.breaches().size() == 1 ? "" : ", the first first"));
        verdict.breaches().stream()
                .limit(SHOWN_MAX)
                .forEach(breach -> out.println(breach.rule()
                        + (breach.subject().isEmpty() ? "" : ", " + breach.subject()) + ": " + breach.text()));
    }

    private static String row(FaultTimes one) {
        return "| " + one.fault().name() + " | "
                + seconds(one.fault().end() - one.fault().begin()) + " | "
                + (one.called() == 0 ? "none: not tested" : one.called()) + " | " + one.writes() + " | "
                + seconds(one.longestGap()) + " | " + (one.recovery() < 0 ? "none" : seconds(one.recovery())) + " |";
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
    }
}
