package infocenter.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import infocenter.client.IcFailure;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.xaction.XactionId;
import infocenter.gateway.map.ClusterMapView;
import infocenter.gateway.map.MapFollower;
import infocenter.gateway.start.PresentState.Found;
import infocenter.gateway.start.PresentState.Row;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AskMemberTest implements MapFollower {
    private static final XactionId ID = new XactionId("x1");
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx();
    private final List<String> members = new ArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpForwardToMember forward =
            new HttpForwardToMember(vertx, "g4", () -> false, this, System::nanoTime);
    private final AskMember ask = new AskMember("g4", forward, this);

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aRowIsReadAsTheMemberShowsIt() {
        member(
                request -> request.response()
                        .putHeader("X-IC-Term", "7")
                        .putHeader("X-IC-Index", "41")
                        .end(
                                "{\"kind\":\"delete\",\"state\":\"aborting\",\"cause\":\"system\",\"abort\":{\"why\":\"\"},"
                                        + "\"runs\":[{\"target\":\"t1\",\"state\":\"owed\"},{\"target\":\"t2\",\"state\":\"running\"}]}"));

        Found found = ask.find(ID, WITHIN).join();

        assertThat(found.row()).contains(new Row("delete", "aborting", "system", List.of(new NodeId("t1")), true));
        assertThat(found.term()).isEqualTo(7);
        assertThat(found.index()).isEqualTo(41);
        assertThat(asked).containsExactly("GET /ic/v1/xactions/x1 by g4");
    }

    @Test
    void anUnknownRowIsEmptyAndNoFailure() {
        member(request -> request.response().setStatusCode(404).end("{}"));
        assertThat(ask.find(ID, WITHIN).join().row()).isEmpty();
    }

    /** Answers come on an event loop while this thread is still asking, so there are many. */
    @Test
    void whoeverAsksFromAThreadOfItsOwnIsAnswered() throws Exception {
        member(request -> request.response().setStatusCode(404).end("{}"));
        for (int i = 0; i < 3_000; i++) {
            assertThat(ask.find(ID, WITHIN).get(60, TimeUnit.SECONDS).row())
                    .as("question %s", i)
                    .isEmpty();
        }
    }

    @Test
    void theNextMemberIsAskedWhenOneCannotAnswer() {
        member(request -> request.response().setStatusCode(503).end());
        member(request -> request.response().setStatusCode(503).end());
        member(request -> request.response().setStatusCode(503).end());
        assertThatThrownBy(() -> ask.find(ID, WITHIN).join())
                .hasCauseInstanceOf(IcFailure.NotMember.class)
                .hasMessageContaining("503");
        assertThat(asked).hasSize(3);

        member(request -> request.response().end("{\"kind\":\"delete\",\"state\":\"running\"}"));
        assertThat(ask.find(ID, WITHIN).join().row()).isPresent();
    }

    @Test
    void whoWaitsForAMemberThatFallsSilentIsAnsweredByTheNext() {
        member(request -> {});
        member(request -> request.response().end("{\"kind\":\"delete\",\"state\":\"running\"}"));
        Node frozen = view().members().get(0);

        CompletableFuture<Found> found = ask.find(ID, Duration.ofMinutes(5));
        Awaitility.await().untilAsserted(() -> {
            forward.order().mute(frozen);
            assertThat(found).isCompleted();
        });

        assertThat(found.join().row()).isPresent();
    }

    @Test
    void withoutMembersThereIsNobodyToAsk() {
        assertThatThrownBy(() -> ask.find(ID, WITHIN).join()).hasCauseInstanceOf(IcFailure.NotMember.class);
    }

    private void member(Handler<HttpServerRequest> answer) {
        int port = vertx.createHttpServer()
                .requestHandler(request -> {
                    asked.add(request.method() + " " + request.uri() + " by "
                            + request.getHeader(ForwardToMember.HOP_HEADER));
                    answer.handle(request);
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        members.add("http://127.0.0.1:" + port);
    }

    @Override
    public ClusterMapView view() {
        return ForwardToMemberTest.map(members);
    }

    @Override
    public CompletableFuture<ClusterMapView> newer() {
        return CompletableFuture.completedFuture(view());
    }
}
