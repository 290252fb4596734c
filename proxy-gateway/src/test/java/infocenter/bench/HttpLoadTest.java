package infocenter.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a real server in this JVM. */
class HttpLoadTest {
    private static final LongFunction<byte[]> STARTS = Requests.starts("b", "k-", "acknowledged");

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void sendsSoManyRequestsEachWithItsOwnKeyAndCountsTheAnswers() throws Exception {
        Set<String> keys = ConcurrentHashMap.newKeySet();
        URI gateway = served(request -> request.body().onSuccess(body -> {
            keys.add(request.getHeader("Idempotency-Key") + " "
                    + body.toJsonObject().getString("kind"));
            request.response().setStatusCode(201).end("{}");
        }));

        HttpLoad.Done done = HttpLoad.run("start", "here", List.of(gateway), 4, upTo(1_000), STARTS);

        assertThat(done.sent()).isEqualTo(1_000);
        assertThat(done.measured().count()).isEqualTo(1_000);
        assertThat(done.measured().errors()).isZero();
        assertThat(keys).hasSize(1_000).contains("k-0 delete", "k-999 delete");
    }

    @Test
    void countsWhatWasRefusedAndKeepsTheFirstReason() throws Exception {
        AtomicInteger number = new AtomicInteger();
        URI gateway = served(request -> {
            boolean refused = number.getAndIncrement() % 10 == 3;
            request.response().setStatusCode(refused ? 429 : 201).end(refused ? "overloaded" : "{}");
        });

        HttpLoad.Done done = HttpLoad.run("start", "here", List.of(gateway), 1, upTo(100), STARTS);

        assertThat(done.measured().count()).isEqualTo(90);
        assertThat(done.measured().errors()).isEqualTo(10);
        assertThat(done.firstError()).isEqualTo("429 overloaded");
    }

    @Test
    void readsLongAnswersAndChunkedOnes() throws Exception {
        String text = "x".repeat(1 << 20);
        URI gateway = served(request -> {
            if (request.path().endsWith("chunked")) {
                request.response().setChunked(true).write(text.substring(0, 1_000));
                request.response().end(text.substring(1_000));
            } else {
                request.response().end(text);
            }
        });
        byte[] whole = Requests.get("/whole");
        byte[] chunked = Requests.get("/chunked");

        HttpLoad.Done done = HttpLoad.run(
                "page", "here", List.of(gateway), 2, upTo(40), number -> number % 2 == 0 ? whole : chunked);

        assertThat(done.measured().count()).isEqualTo(40);
        assertThat(done.measured().errors()).isZero();
    }

    @Test
    void endsByTheClockAndMeasuresOnlyWhatCameAfterTheWarmUp() throws Exception {
        AtomicInteger served = new AtomicInteger();
        URI gateway = served(request -> {
            served.incrementAndGet();
            request.response().end("{}");
        });

        HttpLoad.Done done = HttpLoad.run(
                "status", "here", List.of(gateway), 2, HttpLoad.Span.of(0.3, 0.3), Requests.details(List.of("a", "b")));

        assertThat(done.sent()).isEqualTo(served.get());
        assertThat(done.measured().count()).isPositive().isLessThan(done.sent());
    }

    @Test
    void aGatewayThatHangsUpIsAnError() throws Exception {
        URI gateway = served(request -> request.connection().close());

        assertThatThrownBy(() -> HttpLoad.run("status", "here", List.of(gateway), 1, upTo(1), STARTS))
                .isInstanceOf(IOException.class);
    }

    private static HttpLoad.Span upTo(long requests) {
        return new HttpLoad.Span(Duration.ZERO, Duration.ofMinutes(2), requests);
    }

    private URI served(Handler<HttpServerRequest> handler) throws Exception {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(handler)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }
}
