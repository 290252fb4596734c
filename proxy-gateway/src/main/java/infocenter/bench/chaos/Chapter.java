package infocenter.bench.chaos;

import infocenter.bench.failover.Gateway;
import infocenter.bench.failover.Http;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One history: clients under faults, ten quiet seconds, and the looks at the end. Long runs are made of several, each with a bucket of its
 * own that its lists are filtered by, so that a history stays small enough to be judged. Blocks; one thread.
 */
final class Chapter {
    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final Duration BUCKET_WITHIN = Duration.ofSeconds(60);

    private final Nodes nodes;
    private final List<Gateway> gateways;
    private final Path footprints;
    private final int clients;
    private final Consumer<String> progress;
    private final Http http = new Http();

    Chapter(Nodes nodes, List<Gateway> gateways, Path footprints, int clients, Consumer<String> progress) {
        this.nodes = nodes;
        this.gateways = gateways;
        this.footprints = footprints;
        this.clients = clients;
        this.progress = progress;
    }

    /** Runs the plan and writes the file; what is wrong beside the history, each a line. */
    List<String> run(Plan plan, String name, boolean alone, Path file) throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        KnownRows rows = new KnownRows();
        String listQuery = alone ? "" : "&bucket=" + name;
        makeBucket(name);
        try (Record record = new Record(file)) {
            try (ChaosClients load = new ChaosClients(gateways, name, rows, name + "-" + plan.seed())) {
                load.begin(clients, plan.seed(), http, record, listQuery);
                faults(plan, record, wrong);
                Thread.sleep(QUIET.toMillis());
            }
            progress.accept(
                    record.operations() + " operations, " + rows.allIds().size() + " rows; looking at the end");
            Ending.stillActive(http, gateways.get(0)).ifPresent(wrong::add);
            Asking asking = new Asking(http, record, rows, listQuery);
            wrong.addAll(Ending.unreadable(gateways, rows.allIds(), asking));
        }
        Digests.differ(http, nodes.all()).ifPresent(wrong::add);
        wrong.addAll(Effects.wrong(http, gateways, footprints, rows.allIds()));
        return wrong;
    }

    private void faults(Plan plan, Record record, List<String> wrong) throws InterruptedException {
        Faults faults = new Faults(nodes);
        long begun = System.nanoTime();
        for (Plan.Fault fault : plan.faults()) {
            if (!waitUntil(begun, fault.at(), plan.length())) {
                progress.accept("no time left for " + fault.name());
                continue;
            }
            long injected = System.nanoTime();
            try {
                faults.run(fault);
            } catch (IOException failed) {
                wrong.add(fault.name() + ": " + failed.getMessage());
            }
            record.fault(fault.name(), injected, System.nanoTime());
            progress.accept(fault.name() + ": whole again after " + (System.nanoTime() - injected) / 1_000_000 + " ms");
        }
        waitUntil(begun, plan.length(), plan.length());
        try {
            nodes.awaitWhole();
        } catch (IOException failed) {
            wrong.add("at the end: " + failed.getMessage());
        }
    }

    /** False when the whole time is over by now. */
    private static boolean waitUntil(long begun, Duration at, Duration length) throws InterruptedException {
        long now = System.nanoTime() - begun;
        if (now < at.toNanos()) {
            Thread.sleep((at.toNanos() - now) / 1_000_000);
            return true;
        }
        return now < length.toNanos();
    }

    private void makeBucket(String name) throws IOException, InterruptedException {
        long until = System.nanoTime() + BUCKET_WITHIN.toNanos();
        Http.Answer made = new Http.Answer(Http.SILENT, "");
        while (!made.good() && System.nanoTime() < until) {
            made = http.post(
                    gateways.get(0).url().resolve("/ic/v1/buckets"),
                    name,
                    "{\"name\":\"" + name + "\"}",
                    Duration.ofSeconds(12));
        }
        if (!made.good()) {
            throw new IOException("no bucket: " + made.body());
        }
    }
}
