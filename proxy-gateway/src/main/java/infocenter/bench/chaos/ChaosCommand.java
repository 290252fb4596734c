package infocenter.bench.chaos;

import infocenter.bench.failover.ClusterScript;
import infocenter.bench.failover.Gateway;
import infocenter.check.Judge;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code xic chaos}: what {@code scripts/chaos} runs once its cluster is up. */
@Command(
        name = "chaos",
        hidden = true,
        description = {
            "Breaks a cluster of scripts/cluster that nobody else uses, under load, and judges what clients were told.",
            "Use scripts/chaos, which starts one, runs this and stops it."
        },
        mixinStandardHelpOptions = true)
public final class ChaosCommand implements Callable<Integer> {
    private static final int HELD = 0;
    private static final int VIOLATED = 1;
    /** Of one history: rows of list-objects, which retention keeps for ten minutes, must outlast it. */
    private static final Duration CHAPTER = Duration.ofMinutes(4);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    CommandSpec spec;

    @Option(names = "--scripts", required = true, paramLabel = "DIR", description = "Folder of the scripts.")
    Path scripts = Path.of("");

    @Option(names = "--cluster", paramLabel = "DIR", description = "Folder of the cluster.")
    Path cluster = Path.of("");

    @Option(names = "--out", paramLabel = "DIR", description = "Where histories go.")
    Path out = Path.of("");

    @Option(names = "--minutes", defaultValue = "2", description = "Of load. Default: ${DEFAULT-VALUE}")
    int minutes;

    @Option(names = "--seed", required = true, description = "Of the plan and of what clients do.")
    long seed;

    @Option(names = "--clients", defaultValue = "8", description = "Default: ${DEFAULT-VALUE}")
    int clients;

    @Option(names = "--faults", split = ",", description = "Default: all that are possible here.")
    List<String> faults =
            Arrays.stream(FaultKind.values()).map(FaultKind::shown).toList();

    @Option(names = "--plan", description = "Prints what would be done, and does nothing.")
    boolean planOnly;

    @Option(names = "--other-checker", paramLabel = "COMMAND", description = "Judges each history too, and must agree.")
    String otherChecker = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter print = spec.commandLine().getOut();
        List<FaultKind> kinds = faults.stream().map(FaultKind::of).toList();
        if (planOnly) {
            plans(kinds).forEach(plan -> plan.lines().forEach(print::println));
            print.flush();
            return HELD;
        }
        ClusterScript script = new ClusterScript(scripts.resolve("cluster"), cluster);
        List<FaultKind> possible = possible(kinds, print);
        List<Plan> plans = plans(possible);
        print.println("the same plan again: scripts/chaos --seed " + seed + " --minutes " + minutes + " --faults "
                + String.join(",", possible.stream().map(FaultKind::shown).toList()));
        plans.forEach(plan -> plan.lines().forEach(print::println));
        print.flush();
        List<Gateway> gateways = script.gateways();
        Nodes nodes = new Nodes(script, scripts, cluster);
        Path footprints = cluster.resolve("footprints");
        Chapter chapter =
                new Chapter(nodes, gateways, footprints, clients, text -> System.err.println("chaos: " + text));
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            boolean alone = plans.size() == 1;
            Path file = out.resolve(alone ? "history.jsonl" : "history-" + (i + 1) + ".jsonl");
            wrong.addAll(chapter.run(plans.get(i), "chaos-" + (i + 1), alone, file));
            wrong.addAll(judged(file, print));
        }
        print.println(Effects.count(footprints) + " runs left a footprint");
        wrong.forEach(one -> print.println("violation: " + one));
        print.println(wrong.isEmpty() ? "no violation" : wrong.size() + " violations; seed " + seed);
        print.flush();
        return wrong.isEmpty() ? HELD : VIOLATED;
    }

    private List<FaultKind> possible(List<FaultKind> kinds, PrintWriter print) throws IOException {
        Tools tools = new Tools(cluster);
        List<FaultKind> possible = new ArrayList<>();
        for (FaultKind kind : kinds) {
            Optional<String> missing = tools.missing(kind);
            if (missing.isEmpty()) {
                possible.add(kind);
            } else {
                print.println("left out: " + kind.shown() + ": missing: " + missing.get());
            }
        }
        return possible;
    }

    /** One for each chapter, each with a seed that follows from the run's. */
    private List<Plan> plans(List<FaultKind> kinds) {
        List<Plan> plans = new ArrayList<>();
        Duration left = Duration.ofMinutes(minutes);
        for (int i = 0; left.compareTo(Duration.ZERO) > 0; i++) {
            Duration length = left.compareTo(CHAPTER) < 0 ? left : CHAPTER;
            plans.add(Plan.of(seed + i * 1_000_003L, length, kinds));
            left = left.minus(length);
        }
        return plans;
    }

    private List<String> judged(Path file, PrintWriter print) throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        print.println();
        print.println(file.toString());
        int verdict = Judge.judge(file, print);
        if (verdict != Judge.HOLDS) {
            wrong.add("the history does not hold: " + file);
        }
        if (!otherChecker.isEmpty()) {
            Process other = new ProcessBuilder("bash", "-c", otherChecker + " \"$0\"", file.toString())
                    .inheritIO()
                    .start();
            int said = other.waitFor();
            print.println("other checker: " + said);
            if (said != verdict) {
                wrong.add("two checkers disagree on " + file + ": " + verdict + " and " + said);
            }
        }
        return wrong;
    }
}
