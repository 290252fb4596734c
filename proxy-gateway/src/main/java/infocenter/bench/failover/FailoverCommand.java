package infocenter.bench.failover;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code xic failover}: what {@code scripts/failover} runs once its cluster is up. */
@Command(
        name = "failover",
        hidden = true,
        description = {
            "Kills, freezes and stops members of a cluster of scripts/cluster that nobody else uses, under load, and prints what clients saw.",
            "Use scripts/failover, which starts one, runs this and stops it."
        },
        mixinStandardHelpOptions = true)
public final class FailoverCommand implements Callable<Integer> {
    private static final int LOST = 1;
    private static final String EVERY_CASE =
            "leader-killed,follower-killed,follower-frozen,planned-stop,two-of-three,all-three";

    @Option(names = "--script", required = true, paramLabel = "FILE", description = "scripts/cluster.")
    Path script = Path.of("");

    @Option(names = "--cluster", required = true, paramLabel = "DIR", description = "Folder of the cluster.")
    Path cluster = Path.of("");

    @Option(names = "--rounds", defaultValue = "50", description = "Of each case. Default: ${DEFAULT-VALUE}")
    int rounds;

    @Option(names = "--cases", defaultValue = EVERY_CASE, split = ",", description = "Default: ${DEFAULT-VALUE}")
    List<String> cases = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        List<Case> kinds = cases.stream().map(Case::of).toList();
        ClusterScript nodes = new ClusterScript(script, cluster);
        List<Gateway> gateways = nodes.gateways();
        Ledger ledger = new Ledger();
        Report report = new Report();
        Http http = new Http();
        Http.Answer made = http.post(
                gateways.get(0).url().resolve("/ic/v1/buckets"),
                "bucket",
                "{\"name\":\"failover\"}",
                java.time.Duration.ofSeconds(12));
        if (!made.good()) {
            throw new IOException("no bucket: " + made.body());
        }
        try (Clients clients = new Clients(ledger, gateways)) {
            clients.begin();
            Rounds each = new Rounds(nodes, gateways, ledger, text -> System.err.println("failover: " + text));
            for (Case kind : kinds) {
                for (int number = 0; number < rounds; number++) {
                    report.add(kind, each.run(kind, number));
                }
            }
        }
        List<String> ids = ledger.allIds();
        System.err.println("failover: asking each gateway for " + ids.size() + " ids");
        long lost = Audit.lost(gateways, ids);
        report.lines(ids.size(), lost).forEach(System.out::println);
        report.missed().forEach(System.out::println);
        return lost == 0 ? 0 : LOST;
    }
}
