package infocenter.bench.chaos;

import infocenter.bench.failover.Gateway;
import infocenter.bench.failover.Http;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The load: clients that each pick a gateway anew for every operation. Of twenty operations one is a list, four are writes (starts, the same
 * key again, now and then with another body, aborts) and the others look at rows, most of them at the newest. Threads of this class.
 */
final class ChaosClients implements AutoCloseable {
    private static final int PAUSE_MILLIS_MAX = 400;
    private static final int IDLE_SECONDS_MAX = 10;
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(20);

    private final List<Gateway> gateways;
    private final String bucket;
    private final KnownRows rows;
    private final String keys;
    private final AtomicInteger started = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    ChaosClients(List<Gateway> gateways, String bucket, KnownRows rows, String keys) {
        this.gateways = gateways;
        this.bucket = bucket;
        this.rows = rows;
        this.keys = keys;
    }

    /** Begins; returns at once. */
    void begin(int clients, long seed, Http http, Record record, String listQuery) {
        for (int i = 0; i < clients; i++) {
            Random random = new Random(seed * 31 + i);
            Asking asking = new Asking(http, record, rows, listQuery);
            Thread thread = new Thread(() -> run(asking, random), "client-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    private void run(Asking asking, Random random) {
        try {
            while (!closed) {
                step(asking, random);
                Thread.sleep(random.nextInt(PAUSE_MILLIS_MAX));
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void step(Asking asking, Random random) throws InterruptedException {
        String id = rows.anyId(random);
        int turn = random.nextInt(20);
        if (turn == 0) {
            asking.list(any(random));
        } else if (turn <= 4 || id == null) {
            write(asking, random, id);
        } else {
            asking.status(any(random), id, turn == 5);
        }
    }

    private void write(Asking asking, Random random, @org.jspecify.annotations.Nullable String id)
            throws InterruptedException {
        int what = random.nextInt(10);
        KnownRows.Start before = what < 5 ? null : rows.anyStart(random);
        if (before == null) {
            start(asking, random, fresh(random));
        } else if (what < 7 || id == null) {
            asking.start(any(random), before);
        } else if (what == 7) {
            asking.start(any(random), otherBody(before));
        } else {
            asking.abort(any(random), id);
        }
    }

    /** As a client should: without an answer it asks again with the same key, elsewhere. */
    private void start(Asking asking, Random random, KnownRows.Start start) throws InterruptedException {
        rows.asked(start);
        for (int attempt = 0; attempt < 3; attempt++) {
            if (asking.start(any(random), start)) {
                return;
            }
        }
    }

    private KnownRows.Start fresh(Random random) {
        String key = keys + "-" + started.incrementAndGet();
        String target = ",\"buckets\":[\"" + bucket + "\"]";
        String partial = ",\"allowPartial\":" + (random.nextInt(3) > 0);
        String head = "{\"labels\":{\"body\":\"1\"}" + target + partial;
        return switch (random.nextInt(4)) {
            case 0 -> new KnownRows.Start(key, "summary", head + ",\"kind\":\"summary\"}");
            case 1 ->
                new KnownRows.Start(key, "delete", head + ",\"kind\":\"delete\",\"arguments\":{\"names\":[\"none\"]}}");
            default ->
                new KnownRows.Start(
                        key,
                        "list-objects",
                        head + ",\"kind\":\"list-objects\",\"arguments\":{\"idleSeconds\":"
                                + (1 + random.nextInt(IDLE_SECONDS_MAX)) + "}}");
        };
    }

    private static KnownRows.Start otherBody(KnownRows.Start start) {
        return new KnownRows.Start(
                start.key(), start.kind(), start.body().replace("{\"body\":\"1\"}", "{\"body\":\"2\"}"));
    }

    private Gateway any(Random random) {
        return gateways.get(random.nextInt(gateways.size()));
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        for (Thread thread : threads) {
            thread.join(ENDS_WITHIN.toMillis());
        }
    }
}
