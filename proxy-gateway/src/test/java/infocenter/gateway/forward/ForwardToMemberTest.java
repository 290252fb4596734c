package infocenter.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import infocenter.core.cluster.Addresses;
import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Configuration;
import infocenter.core.cluster.Council;
import infocenter.core.cluster.Identity;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.cluster.Placement;
import infocenter.core.cluster.Role;
import infocenter.core.cluster.Seat;
import infocenter.gateway.map.ClusterMapView;
import infocenter.gateway.map.MapFollower;
import infocenter.node.ClusterMap;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pcollections.TreePMap;

class ForwardToMemberTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> members = new ArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final HttpForwardToMember forward =
            new HttpForwardToMember(vertx, "g4", () -> false, maps(), System::nanoTime, epoch());

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void methodPathHeadersAndBodyArriveAndTheAnswerComesBack() throws Exception {
        member(request -> request.body()
                .onSuccess(body -> request.response()
                        .setStatusCode(201)
                        .putHeader("X-IC-Index", "41")
                        .end(request.method() + " " + request.uri() + " " + request.getHeader("x-mine") + " " + body
                                + " by " + request.getHeader(ForwardToMember.HOP_HEADER))));
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(door() + "/ic/v1/buckets?a=b%20c"))
                        .header("x-mine", "yes")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("x-ic-index")).contains("41");
        assertThat(answer.body()).isEqualTo("POST /ic/v1/buckets?a=b%20c yes {} by g4");
    }

    @Test
    void aDeadMemberIsNotSeenByTheClient() throws Exception {
        members.add("http://127.0.0.1:" + freePort());
        member(request -> request.response().end("alive"));
        String door = door();
        for (int at = 0; at < 20; at++) {
            assertThat(get(door + "/x" + at).body()).isEqualTo("alive");
        }
    }

    @Test
    void whoWaitsForAMemberThatFallsSilentIsServedByTheNext() throws Exception {
        AtomicInteger swallowed = new AtomicInteger();
        member(request -> swallowed.incrementAndGet());
        member(request -> request.response().end("alive"));
        String door = door();
        List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
        for (int at = 0; at < 20; at++) {
            asked.add(client.sendAsync(
                    HttpRequest.newBuilder(URI.create(door + "/x" + at)).build(),
                    HttpResponse.BodyHandlers.ofString()));
        }
        Awaitility.await().until(() -> swallowed.get() > 0);
        Node frozen = maps().view().members().get(0);
        Awaitility.await().untilAsserted(() -> {
            forward.order().mute(frozen);
            assertThat(asked).allSatisfy(one -> assertThat(one).isCompleted());
        });
        assertThat(asked).allSatisfy(one -> assertThat(one.join().body()).isEqualTo("alive"));
    }

    @Test
    void aMemberThatServesNothingNowIsNotSeenByTheClient() throws Exception {
        member(request -> request.response().setStatusCode(503).end("stopping"));
        member(request -> request.response().end("alive"));
        String door = door();
        for (int at = 0; at < 20; at++) {
            assertThat(get(door + "/x" + at).body()).isEqualTo("alive");
        }
    }

    private EpochSign epoch() {
        return new EpochSign(() -> new Identity("c1", 3), (clusterId, epoch) -> heard.add(clusterId + " " + epoch));
    }

    @Test
    void anAnswerOfAnEpochThatIsOverIsNotGivenBack() throws Exception {
        member(request -> request.response().putHeader(EpochSign.HEADER, "c1 2").end("old"));
        member(request -> request.response()
                .putHeader(EpochSign.HEADER, "c1 3")
                .end("new for " + request.getHeader(EpochSign.HEADER)));
        String door = door();
        for (int at = 0; at < 20; at++) {
            HttpResponse<String> answer = get(door + "/x" + at);
            assertThat(answer.body()).isEqualTo("new for c1 3");
            assertThat(answer.headers().firstValue(EpochSign.HEADER)).isEmpty();
        }
        assertThat(heard).contains("c1 2", "c1 3");
    }

    @Test
    void whatAnEpochThatIsOverDidIsNotKnown() throws Exception {
        member(request -> request.response().putHeader(EpochSign.HEADER, "c1 2").end("old"));
        HttpResponse<String> read = get(door() + "/x");
        assertThat(read.statusCode()).isEqualTo(503);
        assertThat(read.body()).contains("no-member");
        HttpResponse<String> write = client.send(
                HttpRequest.newBuilder(URI.create(door() + "/x"))
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(write.statusCode()).isEqualTo(503);
        assertThat(write.body()).contains("commit-unknown", "epoch that is over");
    }

    @Test
    void aHigherEpochIsHeardFromWhoAnswersAndItsAnswerIsGivenBack() throws Exception {
        member(request -> request.response().putHeader(EpochSign.HEADER, "c1 4").end("newest"));
        assertThat(get(door() + "/x").body()).isEqualTo("newest");
        assertThat(heard).containsExactly("c1 4");
    }

    @Test
    void whenNoMemberServesTheLastOneSaysWhy() throws Exception {
        member(request -> request.response().setStatusCode(503).end("no leader"));
        member(request -> request.response().setStatusCode(503).end("no leader"));
        HttpResponse<String> answer = get(door() + "/x");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("no leader");
    }

    @Test
    void aStreamOfAMemberThatFallsSilentBreaksOff() throws Exception {
        Handler<HttpServerRequest> oneEvent =
                request -> request.response().setChunked(true).write("id: 1\n\n");
        member(oneEvent);
        member(oneEvent);
        HttpResponse<InputStream> answer = client.send(
                HttpRequest.newBuilder(URI.create(door() + "/watch")).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream events = answer.body()) {
            assertThat(new String(events.readNBytes(7))).isEqualTo("id: 1\n\n");
            Node asked = forward.order().of(maps().view(), "/watch").get(0);
            forward.order().mute(asked);
            assertThatThrownBy(events::read).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aMemberIsReadyWhenItsHealthPageSaysSo() throws Exception {
        AtomicInteger status = new AtomicInteger(200);
        member(request -> request.response().setStatusCode(status.get()).end(request.path()));
        Node member = maps().view().members().get(0);
        assertThat(forward.readiness(member, Duration.ofSeconds(20))).succeedsWithin(Duration.ofSeconds(20));
        status.set(503);
        assertThat(forward.readiness(member, Duration.ofSeconds(20))).failsWithin(Duration.ofSeconds(20));
    }

    @Test
    void aChangeThatMayBeDoneIsNotAskedForTwice() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Handler<HttpServerRequest> hangsUp = request -> {
            asked.incrementAndGet();
            request.connection().close();
        };
        member(hangsUp);
        member(hangsUp);
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(door() + "/ic/v1/buckets"))
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("commit-unknown");
        assertThat(asked).hasValue(1);
    }

    @Test
    void withoutAnyMemberTheAnswerSaysWhatIsMissing() throws Exception {
        HttpResponse<String> answer = get(door() + "/x");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).contains("1");
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"missing\":\"member\"");
    }

    @Test
    void aLongAnswerIsStreamedWhole() throws Exception {
        byte[] piece = new byte[64 * 1024];
        int pieces = 300;
        member(request -> {
            request.response().setChunked(true);
            send(request, piece, pieces);
        });
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(URI.create(door() + "/all")).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.body()).hasSize(piece.length * pieces);
    }

    @Test
    void anEventArrivesBeforeTheNextOneHappens() throws Exception {
        member(request -> request.response()
                .setChunked(true)
                .putHeader("content-type", "text/event-stream")
                .write("id: 1\n\n"));
        HttpResponse<InputStream> answer = client.send(
                HttpRequest.newBuilder(URI.create(door() + "/watch")).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream events = answer.body()) {
            assertThat(new String(events.readNBytes(7))).isEqualTo("id: 1\n\n");
        }
    }

    @Test
    void aTooLargeBodyIsRefused() throws Exception {
        member(request -> request.response().end());
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(door() + "/x"))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[HttpForwardToMember.BODY_BYTES_MAX + 1]))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    private static void send(HttpServerRequest request, byte[] piece, int left) {
        if (left == 0) {
            request.response().end();
            return;
        }
        request.response()
                .write(io.vertx.core.buffer.Buffer.buffer(piece))
                .onSuccess(written -> send(request, piece, left - 1));
    }

    private HttpResponse<String> get(String url) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private void member(Handler<HttpServerRequest> handler) {
        members.add(listen(handler));
    }

    private String door() {
        return listen(request -> forward.forward(request, request.path(), Duration.ofSeconds(20)));
    }

    private String listen(Handler<HttpServerRequest> handler) {
        HttpServer server = vertx.createHttpServer().requestHandler(handler);
        return "http://127.0.0.1:"
                + server.listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join()
                        .actualPort();
    }

    private MapFollower maps() {
        return new MapFollower() {
            @Override
            public ClusterMapView view() {
                return map(members);
            }

            @Override
            public CompletableFuture<ClusterMapView> newer() {
                return CompletableFuture.completedFuture(view());
            }
        };
    }

    /** Members g1, g2, ... at these public doors; their node doors are called "node " and the same. */
    static ClusterMapView map(List<String> members) {
        TreePMap<NodeId, Node> nodes = TreePMap.empty();
        List<String> peers = new ArrayList<>();
        for (int at = 0; at < members.size(); at++) {
            NodeId id = new NodeId("g" + (at + 1));
            peers.add("p" + at);
            nodes = nodes.plus(
                    id,
                    new Node(
                            id,
                            Role.GATEWAY,
                            new Addresses(members.get(at), "node " + members.get(at)),
                            "",
                            1,
                            NodeState.UP,
                            new Seat("p" + at, ""),
                            1,
                            0,
                            1,
                            1,
                            0,
                            true));
        }
        return new ClusterMapView(new ClusterMap(
                new Identity("c", 1),
                new Cluster(
                        nodes,
                        Placement.NONE,
                        Placement.NONE,
                        List.of(),
                        0,
                        new Configuration(1, peers),
                        Council.NONE,
                        1,
                        1),
                List.of(),
                1,
                1,
                1));
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
