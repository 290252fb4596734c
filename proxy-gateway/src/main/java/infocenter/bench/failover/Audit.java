package infocenter.bench.failover;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Asks each gateway for each acknowledged id, when all is quiet. Blocks. */
final class Audit {
    private static final int THREADS = 8;
    private static final int ATTEMPTS = 20;
    private static final Duration WITHIN = Duration.ofSeconds(12);

    private Audit() {}

    /** How many of these some gateway does not know. */
    static long lost(List<Gateway> gateways, List<String> ids) throws InterruptedException, ExecutionException {
        Http http = new Http();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        AtomicLong lost = new AtomicLong();
        try {
            List<Future<?>> asked = ids.stream()
                    .<Future<?>>map(id -> threads.submit(() -> {
                        if (!known(http, gateways, id)) {
                            lost.incrementAndGet();
                        }
                        return null;
                    }))
                    .toList();
            for (Future<?> one : asked) {
                one.get();
            }
            return lost.get();
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean known(Http http, List<Gateway> gateways, String id) throws InterruptedException {
        for (Gateway gateway : gateways) {
            Http.Answer answer = new Http.Answer(Http.SILENT, "");
            for (int attempt = 0; attempt < ATTEMPTS && !answer.good() && answer.status() != 404; attempt++) {
                answer = http.get(gateway.url().resolve("/ic/v1/xactions/" + id), WITHIN);
                if (!answer.good()) {
                    Thread.sleep(100);
                }
            }
            if (!answer.good()) {
                System.err.println("failover: " + id + " at " + gateway.name() + ": " + answer.status());
                return false;
            }
        }
        return true;
    }
}
