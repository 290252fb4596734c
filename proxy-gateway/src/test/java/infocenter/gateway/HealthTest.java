package infocenter.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.Identity;
import infocenter.core.command.Outcome;
import infocenter.gateway.forward.EpochSign;
import infocenter.gateway.map.ClusterMapView;
import infocenter.gateway.map.FollowMap;
import infocenter.node.NodeRole.GaveUp;
import infocenter.node.ProcessEnd;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthTest {
    private final Vertx vertx = Vertx.vertx();
    private final ScriptedGroup group = new ScriptedGroup(command -> new Outcome.Applied(1, ""));
    private final CompletableFuture<GaveUp> gaveUp = new CompletableFuture<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Health health = new Health(
            group,
            new FollowMap(
                    group,
                    within -> CompletableFuture.failedFuture(new IllegalStateException("nobody")),
                    Duration.ofSeconds(1),
                    new AtomicReference<>(ClusterMapView.NONE)),
            new GatewayMeters(),
            gaveUp,
            new EpochSign(() -> new Identity("c1", 3), (clusterId, epoch) -> heard.add(clusterId + " " + epoch)));

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whoCanNeverGoOnIsNotReadyAndSaysWhy() throws Exception {
        int port = serve();
        assertThat(get(port, "/health/ready").statusCode()).isEqualTo(200);

        gaveUp.complete(new GaveUp(ProcessEnd.FEATURE_LEVEL, "gateway g1: too old"));

        HttpResponse<String> answer = get(port, "/health/ready");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("feature-level", "gateway g1: too old");
    }

    /** A client sends no such header, and is told nothing. */
    @Test
    void anotherGatewayHearsTheEpochAndIsNotBelieved() throws Exception {
        int port = serve();
        assertThat(get(port, "/work").headers().firstValue("x-ic-epoch")).isEmpty();

        HttpResponse<String> answer = get(port, "/work", "x-ic-epoch", "c1 4");

        assertThat(answer.headers().firstValue("x-ic-epoch")).contains("c1 3");
        assertThat(heard).as("anybody could say so").isEmpty();
    }

    @Test
    void whoStopsIsNotReadyAndSendsItsClientsToOtherConnectionsButStillAnswers() throws Exception {
        int port = serve();
        assertThat(get(port, "/work").headers().firstValue("connection")).isEmpty();
        assertThat(get(port, "/health/ready").statusCode()).isEqualTo(200);

        health.stop();

        HttpResponse<String> still = get(port, "/work");
        assertThat(still.body()).isEqualTo("done");
        assertThat(still.headers().firstValue("connection")).contains("close");
        assertThat(get(port, "/health/ready").statusCode()).isEqualTo(503);
    }

    private int serve() {
        Router router = Router.router(vertx);
        health.mount(router);
        router.get("/work").handler(context -> context.response().end("done"));
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private static HttpResponse<String> get(int port, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return HttpClient.newHttpClient()
                .send(
                        (headers.length == 0 ? request : request.headers(headers)).build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
