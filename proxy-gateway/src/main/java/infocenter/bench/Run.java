package infocenter.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** One run of the benchmark against a cluster that nobody else uses, and whose table is empty. Blocks; one thread. */
final class Run {
    /**
     * What to do.
     *
     * @param cluster folder of the cluster under test, for logs and process ids
     * @param gateway any public door of it
     * @param seconds of each measurement
     * @param warmUpSeconds before each
     * @param heatSeconds of starts, and as many of reads, before the first
     * @param records how many rows more the table has when starts are measured again, ascending
     * @param keys whether each start brings an idempotency key of its own
     */
    record Options(
            Path cluster,
            URI gateway,
            int seconds,
            int warmUpSeconds,
            int heatSeconds,
            List<Integer> records,
            boolean keys) {}

    private static final String BUCKET = "bench";
    private static final int[] CLIENTS = {1, 8, 32};
    private static final int[] IN_FLIGHT = {1, 8, 32, 128};
    private static final int MANY = 32;
    private static final int IDS_MAX = 1_000;
    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(2);

    private final Options options;
    private final Consumer<JsonObject> lines;
    private final Consumer<String> progress;
    private final Results results = new Results();
    private final Nodes nodes;
    private final Processors processors;
    private final int targets;
    private long started;
    private int prefixes;

    /**
     * For one cluster.
     *
     * @param lines takes each measurement as soon as it is there
     * @param progress takes what is about to happen
     */
    Run(Options options, Consumer<JsonObject> lines, Consumer<String> progress) throws IOException {
        this.options = options;
        this.lines = lines;
        this.progress = progress;
        this.nodes = Nodes.of(options.gateway());
        this.processors = new Processors(options.cluster());
        this.targets = nodes.get("/ic/v1/cluster").getJsonObject("nodes").getInteger("targets");
    }

    Results all() throws IOException, InterruptedException {
        nodes.post("/ic/v1/buckets", new JsonObject().put("name", BUCKET));
        try (BareWrites bare = BareWrites.open(nodes)) {
            warmUp(bare);
            for (int inFlight : IN_FLIGHT) {
                Processors.Reading before = processors.read();
                take(bare.run(inFlight, options.warmUpSeconds(), options.seconds()), before);
            }
        }
        long began = started;
        starts("start", "leader", List.of(nodes.leader()));
        starts("start", "any", nodes.gateways());
        notifications();
        reads();
        for (int records : options.records()) {
            fill(began + records);
            starts("start@" + records, "leader", List.of(nodes.leader()));
            pages("@" + records);
        }
        return results;
    }

    /** Until the compilers have seen what will be measured: a cluster runs for months, its first minute is not it. */
    private void warmUp(BareWrites bare) throws IOException, InterruptedException {
        progress.accept("warm-up, " + options.heatSeconds() + " s for starts and as much for reads");
        int half = Math.max(1, options.heatSeconds() / 2);
        heat(half, List.of(nodes.leader()), next("acknowledged"), true);
        heat(half, nodes.gateways(), next("acknowledged"), true);
        settle();
        int quarter = Math.max(1, options.heatSeconds() / 4);
        heat(quarter, List.of(nodes.leader()), Requests.details(ids()), false);
        heat(quarter, nodes.followers(), Requests.details(ids()), false);
        heat(quarter, nodes.spares(), Requests.details(ids()), false);
        heat(quarter, List.of(nodes.leader()), Requests.pages(100), false);
        bare.run(MANY, 1, quarter);
    }

    private void heat(int seconds, List<URI> gateways, LongFunction<byte[]> requests, boolean starts)
            throws IOException {
        if (!gateways.isEmpty()) {
            load("warm-up", "any", gateways, MANY, 0, seconds, requests, starts);
        }
    }

    private void starts(String what, String where, List<URI> gateways) throws IOException, InterruptedException {
        for (int clients : CLIENTS) {
            settle();
            measure(what, where, gateways, clients, next("acknowledged"), true);
        }
    }

    private void notifications() throws IOException, InterruptedException {
        notifications("leader", nodes.leader());
        if (!nodes.followers().isEmpty()) {
            notifications("follower", nodes.followers().get(0));
        }
    }

    private void notifications(String where, URI gateway) throws IOException, InterruptedException {
        settle();
        progress.accept("notification at " + where);
        Notifications notifications = new Notifications(gateway, next("registered"));
        Processors.Reading before = processors.read();
        notifications.run(Duration.ofSeconds(options.seconds()));
        started += notifications.count();
        take(notifications.whole(where, options.seconds()), before);
        take(notifications.delays(where, options.seconds(), options.cluster(), targets), before);
    }

    private void reads() throws IOException, InterruptedException {
        settle();
        List<String> ids = ids();
        for (int clients : new int[] {1, MANY}) {
            measure("status", "leader", List.of(nodes.leader()), clients, Requests.details(ids), false);
            if (!nodes.followers().isEmpty()) {
                List<URI> follower = List.of(nodes.followers().get(0));
                measure("status", "follower", follower, clients, Requests.details(ids), false);
            }
            if (!nodes.spares().isEmpty()) {
                List<URI> spare = List.of(nodes.spares().get(0));
                measure("status", "non-member", spare, clients, Requests.details(ids), false);
            }
        }
        pages("");
    }

    private void pages(String suffix) throws IOException {
        for (int rows : new int[] {100, 1_000}) {
            measure("page-" + rows + suffix, "leader", List.of(nodes.leader()), 1, Requests.pages(rows), false);
        }
    }

    /** Starts until so many were started. */
    private void fill(long records) throws IOException, InterruptedException {
        long missing = records - started;
        if (missing <= 0) {
            return;
        }
        settle();
        progress.accept("filling the table up to " + records + " records");
        HttpLoad.Done done = HttpLoad.run(
                "fill",
                "leader",
                List.of(nodes.leader()),
                MANY,
                new HttpLoad.Span(Duration.ZERO, Duration.ofHours(1), missing),
                next("acknowledged"));
        started += done.sent();
    }

    private void measure(
            String what, String where, List<URI> gateways, int clients, LongFunction<byte[]> requests, boolean starts)
            throws IOException {
        progress.accept(what + " at " + where + ", " + clients + " clients");
        Processors.Reading before = processors.read();
        long records = started;
        Measured measured =
                load(what, where, gateways, clients, options.warmUpSeconds(), options.seconds(), requests, starts);
        results.add(measured);
        lines.accept(results.json(measured)
                .put("recordsBefore", records)
                .put("recordsAfter", started)
                .put("othersCpu", share(processors.read().others(before))));
    }

    private Measured load(
            String what,
            String where,
            List<URI> gateways,
            int clients,
            int warmUpSeconds,
            int seconds,
            LongFunction<byte[]> requests,
            boolean starts)
            throws IOException {
        HttpLoad.Done done =
                HttpLoad.run(what, where, gateways, clients, HttpLoad.Span.of(warmUpSeconds, seconds), requests);
        if (starts) {
            started += done.sent();
        }
        if (!done.firstError().isEmpty()) {
            progress.accept(what + " at " + where + ": " + done.measured().errors() + " errors, the first: "
                    + done.firstError());
        }
        return done.measured();
    }

    private void take(Measured measured, Processors.Reading before) {
        results.add(measured);
        lines.accept(
                results.json(measured).put("othersCpu", share(processors.read().others(before))));
    }

    private static Double share(double others) {
        return Double.isFinite(others) ? Math.round(others * 1_000) / 1_000.0 : -1.0;
    }

    private LongFunction<byte[]> next(String wait) {
        return Requests.starts(BUCKET, options.keys() ? "bench-" + prefixes++ + "-" : "", wait);
    }

    private List<String> ids() throws IOException {
        JsonArray rows = nodes.get("/ic/v1/xactions?limit=" + IDS_MAX).getJsonArray("items");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            ids.add(rows.getJsonObject(i).getString("id"));
        }
        return ids;
    }

    /** Waits until nothing that was started before still runs, so that it does not weigh on what comes. */
    private void settle() throws IOException, InterruptedException {
        long until = System.nanoTime() + SETTLES_WITHIN.toNanos();
        while (!nodes.get("/ic/v1/xactions?active=true&limit=1")
                .getJsonArray("items")
                .isEmpty()) {
            if (System.nanoTime() > until) {
                throw new IOException("jobs are still active after " + SETTLES_WITHIN.toSeconds() + " s");
            }
            Thread.sleep(100);
        }
    }
}
