package infocenter.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code xic check-history}: was what clients were told possible? */
@Command(
        name = "check-history",
        description = {
            "Judges a recorded history (history.jsonl of scripts/chaos): could a correct table have given these answers?",
            "Exit codes: 0 it could, 1 it could not, 2 the file is no history."
        },
        mixinStandardHelpOptions = true)
public final class CheckHistoryCommand implements Callable<Integer> {
    private static final int HOLDS = 0;
    private static final int BROKEN = 1;
    private static final int UNREADABLE = 2;
    private static final int SHOWN_MAX = 20;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "One JSON object a line.")
    Path file = Path.of("");

    @Option(names = "--allow-purge", description = "Rows that have ended may be removed.")
    boolean allowPurge;

    @Option(names = "--strict-finish", description = "A row finishes only by a recorded finish.")
    boolean strictFinish;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            Verdict verdict = Verdict.of(HistoryReader.read(reader), new Rules(allowPurge, strictFinish));
            print(verdict, out);
            return verdict.holds() ? HOLDS : BROKEN;
        } catch (IOException e) {
            spec.commandLine().getErr().println("xic: " + file + " cannot be read: " + e);
            return UNREADABLE;
        } catch (BadHistory e) {
            e.errors().forEach(spec.commandLine().getErr()::println);
            spec.commandLine().getErr().println("xic: " + file + " is no history");
            return UNREADABLE;
        } finally {
            out.flush();
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
