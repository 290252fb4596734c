package infocenter.bench;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * One measurement.
 *
 * @param what for example {@code start}
 * @param where for example {@code leader}
 * @param clients requests in flight at any time
 * @param seconds that it took, without warm-up
 * @param count answers that were as wanted
 * @param errors other answers, warm-up included
 * @param p50 milliseconds that half of the answers did not exceed; p90, p99 and max likewise
 */
public record Measured(
        String what,
        String where,
        int clients,
        double seconds,
        long count,
        long errors,
        double p50,
        double p90,
        double p99,
        double max) {
    static Measured of(String what, String where, int clients, double seconds, Latencies latencies, long errors) {
        return new Measured(
                what,
                where,
                clients,
                seconds,
                latencies.count(),
                errors,
                latencies.millis(0.5),
                latencies.millis(0.9),
                latencies.millis(0.99),
                latencies.millis(1));
    }

    public double perSecond() {
        return count / seconds;
    }

    /** As a line of the result; what cannot be said is null. */
    public JsonObject json() {
        return new JsonObject()
                .put("measure", what)
                .put("at", where)
                .put("clients", clients)
                .put("seconds", rounded(seconds))
                .put("count", count)
                .put("errors", errors)
                .put("perSecond", rounded(perSecond()))
                .put("p50Millis", rounded(p50))
                .put("p90Millis", rounded(p90))
                .put("p99Millis", rounded(p99))
                .put("maxMillis", rounded(max));
    }

    /** From {@link #json()}. */
    public static Measured from(JsonObject json) {
        return new Measured(
                json.getString("measure"),
                json.getString("at"),
                json.getInteger("clients"),
                json.getDouble("seconds"),
                json.getLong("count"),
                json.getLong("errors"),
                number(json, "p50Millis"),
                number(json, "p90Millis"),
                number(json, "p99Millis"),
                number(json, "maxMillis"));
    }

    private static double number(JsonObject json, String key) {
        Double value = json.getDouble(key);
        return value == null ? Double.NaN : value;
    }

    private static @org.jspecify.annotations.Nullable Double rounded(double value) {
        return Double.isFinite(value) ? Double.valueOf(String.format(Locale.ROOT, "%.3f", value)) : null;
    }
}
