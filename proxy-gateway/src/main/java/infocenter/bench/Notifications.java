package infocenter.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * How long it takes until an end is known. One small job at a time; while it runs, a client already waits for its end. The delay is
 * from the moment that the last target's log names as the end of its run, to the arrival of that client's answer: the target's report,
 * its commit, a read round, and the way back.
 */
final class Notifications {
    private final URI gateway;
    private final LongFunction<byte[]> starts;
    private final Map<String, Instant> answered = new LinkedHashMap<>();
    private final Latencies whole = new Latencies();

    /**
     * For one place.
     *
     * @param gateway that starts and is waited at
     * @param starts that are answered once they are registered, so that the wait is there before the end
     */
    Notifications(URI gateway, LongFunction<byte[]> starts) {
        this.gateway = gateway;
        this.starts = starts;
    }

    /** Blocks for that long. */
    void run(Duration time) throws IOException {
        long until = System.nanoTime() + time.toNanos();
        try (Conversation client = new Conversation(gateway)) {
            for (long number = 0; System.nanoTime() < until; number++) {
                long began = System.nanoTime();
                String id = new JsonObject(client.call(starts.apply(number))).getString("id");
                JsonObject row = new JsonObject(
                        client.call(Requests.get("/ic/v1/xactions/" + id + "/wait?for=any-end&timeout=60s")));
                Instant now = Instant.now();
                if (!row.getString("state").equals("finished")) {
                    throw new IOException("not finished: " + row.encode());
                }
                whole.add(System.nanoTime() - began);
                answered.put(id, now);
            }
        }
    }

    int count() {
        return answered.size();
    }

    /** From sending the start to the answer that it has finished. */
    Measured whole(String where, double seconds) {
        return Measured.of("small-job", where, 1, seconds, whole, 0);
    }

    /**
     * The delays. A job of which not every target's log names the end counts as an error.
     *
     * @param cluster folder with the targets' logs
     */
    Measured delays(String where, double seconds, Path cluster, int targets) throws IOException {
        RunEnds ends = RunEnds.read(cluster, answered.keySet());
        Latencies delays = new Latencies();
        long errors = 0;
        for (Map.Entry<String, Instant> each : answered.entrySet()) {
            Instant end = ends.lastOf(each.getKey(), targets);
            if (end == null) {
                errors++;
            } else {
                delays.add(Duration.between(end, each.getValue()).toNanos());
            }
        }
        return Measured.of("notification", where, 1, seconds, delays, errors);
    }
}
