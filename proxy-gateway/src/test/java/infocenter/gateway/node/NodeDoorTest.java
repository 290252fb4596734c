package infocenter.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import infocenter.client.IcFailure;
import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Identity;
import infocenter.core.cluster.NodeId;
import infocenter.core.command.Batch;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.node.ChallengeAnswer;
import infocenter.node.ChallengeRequest;
import infocenter.node.ClusterMap;
import infocenter.node.JoinAnswer;
import infocenter.node.JoinRequest;
import infocenter.node.MapRequest;
import infocenter.node.NodePaths;
import infocenter.node.ReachAnswer;
import infocenter.node.ReachRequest;
import infocenter.node.ReadIndexAnswer;
import infocenter.node.ReadIndexRequest;
import infocenter.node.ReportAnswer;
import infocenter.node.ReportRequest;
import infocenter.node.SubmitAnswer;
import infocenter.node.SubmitRequest;
import infocenter.node.TermAnswer;
import infocenter.node.TermRequest;
import infocenter.node.WhoAnswer;
import infocenter.node.WhoRequest;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The node contract over a real socket, from the calls of one gateway to the answers of another. */
class NodeDoorTest implements NodeAnswers {
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx();
    private final List<String> leaders = new CopyOnWriteArrayList<>();
    private final HttpNodeCalls calls =
            new HttpNodeCalls(vertx, vertx.getOrCreateContext(), vertx.getOrCreateContext(), leaders::add);
    private String door;

    @BeforeEach
    void open() {
        int port = vertx.createHttpServer()
                .requestHandler(new NodeDoor(vertx, this))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        door = "http://127.0.0.1:" + port;
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void questionsAndAnswersTravelWhole() {
        assertThat(calls.term(door, new TermRequest("group", "peer"), WITHIN).join())
                .isEqualTo(new TermAnswer("peer", 9));
        assertThat(calls.who(door, new WhoRequest(new NodeId("g2"), true), WITHIN)
                        .join())
                .isEqualTo(new WhoAnswer(new NodeId("g1"), 3, "c", 1, true));
        assertThat(calls.readIndex(door, new ReadIndexRequest("group"), WITHIN).join())
                .isEqualTo(new ReadIndexAnswer(true, "http://leader", 9, 41));
    }

    @Test
    void aBatchIsAnsweredWithItsOutcomes() {
        Batch batch = new Batch(3, 1, List.of(new Batch.Numbered(1, new Command.Tick())));
        SubmitAnswer answer = calls.submit(door, new SubmitRequest("c", batch, 500, 1), WITHIN)
                .join();
        assertThat(answer.outcomes()).containsExactly(new Outcome.AlreadyDone(3, ""));
    }

    @Test
    void theMapSaysWhoLeads() {
        assertThat(calls.map(door, new MapRequest(new NodeId("g2"), 1), WITHIN)
                        .join()
                        .identity())
                .isEqualTo(new Identity("c", 1));
        assertThat(leaders).containsExactly("http://leader");
    }

    @Test
    void whatCannotBeAnsweredIsAFailureWithItsReason() {
        assertThatThrownBy(() -> calls.reach(door, new ReachRequest("http://t", new byte[0]), WITHIN)
                        .join())
                .hasRootCauseInstanceOf(NodeCallFailed.class)
                .hasMessageContaining("503")
                .hasMessageContaining("no cluster yet");
    }

    @Test
    void nobodyThereIsAFailureInTime() {
        assertThat(calls.term("http://127.0.0.1:1", new TermRequest("g", "p"), Duration.ofSeconds(2)))
                .failsWithin(10, TimeUnit.SECONDS);
        assertThat(calls.term("no url", new TermRequest("g", "p"), Duration.ofSeconds(2)))
                .failsWithin(10, TimeUnit.SECONDS);
    }

    @Test
    void bytesThatMakeNoSenseAreRefused() throws Exception {
        assertThat(post(NodePaths.TERM, "nonsense").statusCode()).isEqualTo(400);
        assertThat(post("/node/v1/nosuch", "").statusCode()).isEqualTo(404);
        assertThat(HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(door + NodePaths.TERM))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void aBodyOfUnknownLengthIsRefused() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(door + NodePaths.TERM))
                                .POST(HttpRequest.BodyPublishers.fromPublisher(
                                        HttpRequest.BodyPublishers.ofString("x")))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(411);
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(door + path))
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public CompletableFuture<ChallengeAnswer> challenge(ChallengeRequest request) {
        return CompletableFuture.completedFuture(
                new ChallengeAnswer("c-" + request.node(), request.nonce(), new byte[] {7}));
    }

    @Override
    public CompletableFuture<JoinAnswer> join(JoinRequest request) {
        return CompletableFuture.completedFuture(new JoinAnswer("c", new Outcome.Applied(1, "")));
    }

    @Override
    public CompletableFuture<SubmitAnswer> submit(SubmitRequest request) {
        return CompletableFuture.completedFuture(new SubmitAnswer(
                SubmitAnswer.Status.APPLIED,
                "",
                1,
                2,
                List.of(new Outcome.AlreadyDone(request.batch().session(), ""))));
    }

    @Override
    public TermAnswer term(TermRequest request) {
        return new TermAnswer(request.peerId(), 9);
    }

    @Override
    public WhoAnswer who(WhoRequest request) {
        return new WhoAnswer(new NodeId("g1"), 3, "c", 1, request.founding());
    }

    @Override
    public CompletableFuture<ReadIndexAnswer> readIndex(ReadIndexRequest request) {
        return CompletableFuture.supplyAsync(() -> new ReadIndexAnswer(true, "http://leader", 9, 41));
    }

    @Override
    public CompletableFuture<ClusterMap> map(MapRequest request) {
        return CompletableFuture.completedFuture(
                new ClusterMap(new Identity("c", 1), Cluster.EMPTY, List.of(), 1, 1, 1));
    }

    @Override
    public CompletableFuture<ReportAnswer> report(ReportRequest request) {
        return CompletableFuture.completedFuture(new ReportAnswer(List.of()));
    }

    @Override
    public CompletableFuture<ReachAnswer> reach(ReachRequest request) {
        return CompletableFuture.failedFuture(new IcFailure.NotReady("no cluster yet"));
    }

    @Override
    public String leaderUrl() {
        return "http://leader";
    }
}
