package infocenter.bench.failover;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The load: at each gateway some clients that start and some that look. A client of starts has a gateway of its own; what fails there it
 * asks of the next one, with the same key. Threads of this class.
 */
final class Clients implements AutoCloseable {
    private static final int STARTERS_EACH = 2;
    private static final int LOOKERS_EACH = 3;
    /** Between two requests of one client, so that the machine is not full of load. */
    private static final Duration PAUSE = Duration.ofMillis(30);
    /** Before a failed start is asked elsewhere. */
    private static final Duration RETRY = Duration.ofMillis(25);
    /** A client's patience with one gateway: longer than any failover. */
    private static final Duration WITHIN = Duration.ofSeconds(12);
    /** With one that is frozen; it would wait for ever. */
    private static final Duration AWAY_WITHIN = Duration.ofSeconds(2);

    private static final String BODY =
            "{\"kind\":\"delete\",\"buckets\":[\"failover\"],\"arguments\":{\"names\":[\"none\"]},\"allowPartial\":true}";

    private final Http http = new Http();
    private final Ledger ledger;
    private final List<Gateway> gateways;
    private final String run = Long.toHexString(System.currentTimeMillis());
    private final AtomicLong keys = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    Clients(Ledger ledger, List<Gateway> gateways) {
        this.ledger = ledger;
        this.gateways = gateways;
    }

    /** Begins; returns at once. */
    void begin() {
        for (int home = 0; home < gateways.size(); home++) {
            int own = home;
            for (int i = 0; i < STARTERS_EACH; i++) {
                run("start-" + own + "-" + i, () -> start(own));
            }
            for (int i = 0; i < LOOKERS_EACH; i++) {
                int turn = i;
                run("look-" + own + "-" + i, new Looker(gateways.get(own), turn)::look);
            }
        }
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    private void run(String name, Step step) {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (!closed) {
                            step.run();
                            Thread.sleep(PAUSE.toMillis());
                        }
                    } catch (InterruptedException stop) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    private void start(int home) throws InterruptedException {
        String key = "failover-" + run + "-" + keys.incrementAndGet();
        for (int attempt = 0; !closed; attempt++) {
            Gateway gateway = gateways.get((home + attempt) % gateways.size());
            boolean away = ledger.isAway(gateway);
            Http.Answer answer = http.post(
                    gateway.url().resolve("/ic/v1/xactions?wait=acknowledged"), key, BODY, away ? AWAY_WITHIN : WITHIN);
            if (answer.good()) {
                ledger.acknowledged(new JsonObject(answer.body()).getString("id"), gateway);
                return;
            }
            ledger.failed(gateway, false, away, answer);
            Thread.sleep(RETRY.toMillis());
        }
    }

    /** One client that looks at details, lists and events in turn. */
    private final class Looker {
        private final Gateway gateway;
        private long turn;

        Looker(Gateway gateway, int turn) {
            this.gateway = gateway;
            this.turn = turn;
        }

        void look() throws InterruptedException {
            String id = ledger.anyId();
            if (id.isEmpty()) {
                return;
            }
            boolean away = ledger.isAway(gateway);
            Duration within = away ? AWAY_WITHIN : WITHIN;
            long begun = System.nanoTime();
            turn++;
            Http.Answer answer = turn % 20 == 0
                    ? http.firstEvent(gateway.url().resolve("/ic/v1/watch"), within)
                    : turn % 5 == 0
                            ? http.get(gateway.url().resolve("/ic/v1/xactions?limit=10"), within)
                            : http.get(gateway.url().resolve("/ic/v1/xactions/" + id), within);
            if (answer.good()) {
                ledger.looked(gateway, System.nanoTime() - begun);
            } else {
                ledger.failed(gateway, true, away, answer);
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        for (Thread thread : threads) {
            thread.join(WITHIN.toMillis() + 1_000);
        }
    }
}
