package infocenter.bench.failover;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** Single requests as an ordinary client makes them, over kept-alive connections. Thread-safe. */
public final class Http {
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    /** Nobody listens there: the request was surely not made. */
    public static final int NOBODY = 0;
    /** Sent, and no answer within the time. */
    public static final int SILENT = -1;
    /** Sent, and the connection broke before the answer. */
    public static final int BROKEN = -2;

    /**
     * What came back.
     *
     * @param status of HTTP, or one of the constants above
     * @param body as text; of a failure, what it said
     */
    public record Answer(int status, String body) {
        public boolean good() {
            return status / 100 == 2;
        }
    }

    public Answer get(URI url, Duration within) throws InterruptedException {
        return send(HttpRequest.newBuilder(url).timeout(within).GET().build());
    }

    public Answer post(URI url, String key, String body, Duration within) throws InterruptedException {
        return send(HttpRequest.newBuilder(url)
                .timeout(within)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    public Answer delete(URI url, Duration within) throws InterruptedException {
        return send(HttpRequest.newBuilder(url).timeout(within).DELETE().build());
    }

    /** Opens a stream of events, waits for the first and closes it. */
    Answer firstEvent(URI url, Duration within) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url).timeout(within).GET().build();
        try {
            HttpResponse<java.util.stream.Stream<String>> response =
                    client.send(request, HttpResponse.BodyHandlers.ofLines());
            try (java.util.stream.Stream<String> lines = response.body()) {
                boolean event = lines.anyMatch(line -> line.startsWith("data:") || line.startsWith("event: end"));
                return new Answer(event ? response.statusCode() : BROKEN, "");
            }
        } catch (IOException | java.io.UncheckedIOException failed) {
            return failed(failed);
        }
    }

    private Answer send(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException failed) {
            return failed(failed);
        }
    }

    private static Answer failed(Exception failed) {
        int status = failed instanceof ConnectException || failed instanceof HttpConnectTimeoutException
                ? NOBODY
                : failed instanceof HttpTimeoutException ? SILENT : BROKEN;
        return new Answer(status, String.valueOf(failed));
    }
}
