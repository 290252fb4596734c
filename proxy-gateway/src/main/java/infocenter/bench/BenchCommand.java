package infocenter.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code xic bench}: what {@code scripts/bench} runs once its cluster is up. */
@Command(
        name = "bench",
        hidden = true,
        description = {
            "Measures a cluster of scripts/cluster that nobody else uses, whose table is empty and whose gateways have raft.bench set.",
            "Use scripts/bench, which starts one, runs this and stops it."
        },
        mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
    private static final int NOT_MET = 1;

    @Option(names = "--cluster", required = true, paramLabel = "DIR", description = "Folder of the cluster.")
    Path cluster = Path.of("");

    @Option(names = "--url", required = true, paramLabel = "URL", description = "Public door of any gateway.")
    URI url = URI.create("");

    @Option(names = "--seconds", defaultValue = "5", description = "Of each measurement. Default: ${DEFAULT-VALUE}")
    int seconds;

    @Option(names = "--warm-up", defaultValue = "1", description = "Seconds before each. Default: ${DEFAULT-VALUE}")
    int warmUpSeconds;

    @Option(
            names = "--heat",
            defaultValue = "20",
            description = "Seconds of starts, and as many of reads, before the first. Default: ${DEFAULT-VALUE}")
    int heatSeconds;

    @Option(
            names = "--records",
            defaultValue = "5000",
            split = ",",
            description = "Rows more at which starts are measured again. Default: ${DEFAULT-VALUE}")
    List<Integer> records = List.of();

    @Option(names = "--keys", description = "Each start brings an idempotency key of its own.")
    boolean keys;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the lines of JSON go too.")
    @Nullable
    Path out;

    @Option(names = "--strict", description = "Exit with 1 when a first goal is not met.")
    boolean strict;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Machine machine = Machine.here();
        try (PrintWriter file = out == null
                ? new PrintWriter(PrintWriter.nullWriter())
                : new PrintWriter(Files.newBufferedWriter(out, StandardCharsets.UTF_8))) {
            file.println(machine.json().encode());
            System.out.println(machine.json().encode());
            Run run = new Run(
                    new Run.Options(cluster, url, seconds, warmUpSeconds, heatSeconds, records, keys),
                    line -> {
                        System.out.println(line.encode());
                        file.println(line.encode());
                    },
                    text -> System.err.println("bench: " + text));
            return print(machine, run.all());
        }
    }

    private int print(Machine machine, Results results) {
        System.out.println();
        System.out.println(machine);
        System.out.println();
        results.table().forEach(System.out::println);
        System.out.println();
        List<Goals.Goal> goals = Goals.of(results, records.get(0));
        goals.forEach(System.out::println);
        return strict && !goals.stream().allMatch(Goals.Goal::firstMet) ? NOT_MET : 0;
    }
}
