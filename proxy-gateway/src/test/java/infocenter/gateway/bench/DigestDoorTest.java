package infocenter.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.client.Moment;
import infocenter.core.command.Outcome;
import infocenter.gateway.ScriptedGroup;
import infocenter.wire.Digest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DigestDoorTest {
    private final Vertx vertx = Vertx.vertx();
    private final ScriptedGroup group = new ScriptedGroup(command -> new Outcome.Applied(1, ""));

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void indexAndDigestAreOfOneMoment() throws Exception {
        Moment moment = group.latest();

        HttpResponse<String> answer = get(serve(), DigestDoor.PATH);

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonObject said = new JsonObject(answer.body());
        assertThat(said.getLong("index")).isEqualTo(moment.index());
        assertThat(said.getString("digest")).isEqualTo(Digest.of(moment.information()));
    }

    @Test
    void allElseIsPassedOn() throws Exception {
        assertThat(get(serve(), "/node/v1/other").statusCode()).isEqualTo(418);
    }

    private int serve() {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(new DigestDoor(
                        vertx,
                        group,
                        request -> request.response().setStatusCode(418).end()))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return server.actualPort();
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
