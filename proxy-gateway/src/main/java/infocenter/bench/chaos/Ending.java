package infocenter.bench.chaos;

import infocenter.bench.failover.Gateway;
import infocenter.bench.failover.Http;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is asked when the load is over: that everything ends, and each row once through each gateway. Blocks. */
final class Ending {
    /** The longest bound that a kind prints, and time for a machine that is busy. */
    private static final Duration ALL_END_WITHIN = Duration.ofMinutes(3);

    private static final int ATTEMPTS = 20;

    private Ending() {}

    /** Rows that have not ended in time; empty when all have. */
    static Optional<String> stillActive(Http http, Gateway gateway) throws InterruptedException {
        long until = System.nanoTime() + ALL_END_WITHIN.toNanos();
        List<String> active = List.of("not asked yet");
        while (System.nanoTime() < until) {
            Http.Answer answer = http.get(
                    gateway.url().resolve("/ic/v1/xactions?active=true&origin=client"), Duration.ofSeconds(12));
            if (answer.good()) {
                active = new ArrayList<>();
                for (Object one : new JsonObject(answer.body()).getJsonArray("items")) {
                    JsonObject row = (JsonObject) one;
                    active.add(row.getString("id") + " " + row.getString("kind") + " " + row.getString("state"));
                }
                if (active.isEmpty()) {
                    return Optional.empty();
                }
            }
            Thread.sleep(500);
        }
        return Optional.of("not ended " + ALL_END_WITHIN.toSeconds() + " s after the last fault: " + active);
    }

    /** Reads every row once through each gateway, recorded; a gateway that does not answer is asked again. */
    static List<String> unreadable(List<Gateway> gateways, List<String> ids, Asking asking)
            throws InterruptedException {
        List<String> unreadable = new ArrayList<>();
        for (Gateway gateway : gateways) {
            for (String id : ids) {
                boolean said = false;
                for (int attempt = 0; attempt < ATTEMPTS && !said; attempt++) {
                    said = asking.status(gateway, id, false);
                }
                if (!said) {
                    unreadable.add(gateway.name() + " does not answer for " + id);
                }
            }
            asking.list(gateway);
        }
        return unreadable;
    }
}
