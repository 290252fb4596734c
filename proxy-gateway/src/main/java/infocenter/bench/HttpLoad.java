package infocenter.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongFunction;

/**
 * A closed loop over kept-alive connections: each sends its next request when the former one is answered. One thread and plain
 * channels, since it shares the machine with what it measures: about 10 us of work a request.
 */
final class HttpLoad {
    /** Longer than any request is held back by a gateway. */
    private static final long SILENCE_NANOS = Duration.ofSeconds(30).toNanos();

    /**
     * How long.
     *
     * @param warmUp not measured
     * @param time measured, after the warm-up
     * @param requestsMax ends it sooner
     */
    record Span(Duration warmUp, Duration time, long requestsMax) {
        static Span of(double warmUpSeconds, double seconds) {
            return new Span(seconds(warmUpSeconds), seconds(seconds), Long.MAX_VALUE);
        }

        private static Duration seconds(double seconds) {
            return Duration.ofMillis(Math.round(seconds * 1_000));
        }
    }

    private final LongFunction<byte[]> requests;
    private final long requestsMax;
    private final long measureFrom;
    private final long until;
    private final Latencies latencies = new Latencies();
    private long sent;
    private long errors;
    private long lastMeasured;
    private String firstError = "";

    private HttpLoad(Span span, LongFunction<byte[]> requests) {
        this.requests = requests;
        this.requestsMax = span.requestsMax();
        this.measureFrom = System.nanoTime() + span.warmUp().toNanos();
        this.until = measureFrom + span.time().toNanos();
        this.lastMeasured = measureFrom;
    }

    /**
     * What came of a load.
     *
     * @param sent requests, warm-up included
     * @param firstError what the first answer that was not 2xx said, or empty
     */
    record Done(Measured measured, long sent, String firstError) {}

    /**
     * Runs and measures; blocks until the last request is answered.
     *
     * @param gateways connections are spread over them in turn
     * @param requests the whole n-th request, from 0; called by this thread
     */
    static Done run(
            String what, String where, List<URI> gateways, int clients, Span span, LongFunction<byte[]> requests)
            throws IOException {
        HttpLoad load = new HttpLoad(span, requests);
        List<Exchange> exchanges = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < clients; i++) {
                exchanges.add(new Exchange(gateways.get(i % gateways.size()), selector));
            }
            load.loop(selector, exchanges);
        } finally {
            for (Exchange exchange : exchanges) {
                exchange.close();
            }
        }
        double seconds = Math.max(1, Math.min(load.until, load.lastMeasured) - load.measureFrom) / 1e9;
        Measured measured = Measured.of(what, where, clients, seconds, load.latencies, load.errors);
        return new Done(measured, load.sent, load.firstError);
    }

    private void loop(Selector selector, List<Exchange> exchanges) throws IOException {
        int busy = 0;
        for (Exchange exchange : exchanges) {
            busy += next(exchange) ? 1 : 0;
        }
        long heard = System.nanoTime();
        while (busy > 0) {
            if (selector.select(1_000) == 0) {
                if (System.nanoTime() - heard > SILENCE_NANOS) {
                    throw new IOException("no answer for " + SILENCE_NANOS / 1_000_000_000L + " s");
                }
                continue;
            }
            for (Iterator<SelectionKey> each = selector.selectedKeys().iterator(); each.hasNext(); each.remove()) {
                SelectionKey key = each.next();
                Exchange exchange = (Exchange) key.attachment();
                if (key.isWritable()) {
                    exchange.write();
                }
                if (key.isReadable() && exchange.read()) {
                    heard = ended(exchange);
                    busy -= next(exchange) ? 0 : 1;
                }
            }
        }
    }

    private boolean next(Exchange exchange) throws IOException {
        if (sent >= requestsMax || System.nanoTime() >= until) {
            return false;
        }
        exchange.begin(requests.apply(sent++));
        return true;
    }

    private long ended(Exchange exchange) {
        long now = System.nanoTime();
        int status = exchange.status();
        if (status / 100 != 2) {
            errors++;
            if (firstError.isEmpty()) {
                firstError = status + " " + exchange.body();
            }
        } else if (exchange.beganNanos() >= measureFrom && now < until) {
            latencies.add(now - exchange.beganNanos());
            lastMeasured = now;
        }
        return now;
    }
}
