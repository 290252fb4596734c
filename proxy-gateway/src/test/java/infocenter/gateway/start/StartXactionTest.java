package infocenter.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import infocenter.client.IcFailure;
import infocenter.core.bucket.BucketName;
import infocenter.core.bucket.BucketRef;
import infocenter.core.cluster.Addresses;
import infocenter.core.cluster.Identity;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.cluster.Role;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Outcome.Assignment;
import infocenter.core.command.Reason;
import infocenter.core.xaction.BlobAddress;
import infocenter.core.xaction.Caller;
import infocenter.core.xaction.XactionId;
import infocenter.gateway.ScriptedGroup;
import infocenter.gateway.ScriptedTargets;
import infocenter.gateway.broadcast.AcknowledgementLog;
import infocenter.gateway.broadcast.BroadcastOrders;
import infocenter.gateway.start.StartRequest.Until;
import infocenter.node.OrderAnswer.Status;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StartXactionTest {
    private static final BucketRef BUCKET = new BucketRef(BucketName.of("b"), 12);

    private final ExecutorService serial = Executors.newSingleThreadExecutor();
    private final ScriptedTargets targets = new ScriptedTargets();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Executor offLoop = Runnable::run;
    private int inFlightMax = 2;
    private List<Node> placed = List.of();
    private PresentState.Found present = new PresentState.Found(Optional.empty(), 7, 50);

    @AfterEach
    void stop() {
        serial.shutdownNow();
    }

    @Test
    void noTargetHearsOfAStartThatIsNotCommitted() {
        ScriptedGroup group =
                new ScriptedGroup(command -> new Outcome.Refused(Reason.NO_SUCH_BUCKET, "b", "bucket b: missing"));
        StartAnswer answer = start(group).start(request(Until.ACKNOWLEDGED)).join();
        assertThat(answer).isInstanceOf(StartAnswer.Refused.class);
        assertThat(targets.orders).isEmpty();
    }

    @Test
    void anAcknowledgedStartIsAnsweredAndThenLogged() {
        ScriptedGroup group = registering("u1", "u2", "u3");
        targets.obeying("u1", "u2", "u3");
        StartAnswer answer = start(group).start(request(Until.ACKNOWLEDGED)).join();
        assertThat(answer).isEqualTo(new StartAnswer.Started(new XactionId("x1"), "delete", true, "created", 7, 1));
        assertThat(targets.orders).hasSize(3).allSatisfy(asked -> {
            assertThat(asked.request().term()).isEqualTo(7);
            assertThat(asked.request().orders().get(0).sequence()).isEqualTo(40);
            assertThat(asked.request().orders().get(0).arguments()).isEqualTo("{\"a\":[1,2],\"prefix\":\"p\"}");
        });
        Awaitility.await()
                .untilAsserted(() -> assertThat(group.all(Command.RecordAcknowledgements.class))
                        .flatExtracting(Command.RecordAcknowledgements::acknowledgements)
                        .hasSize(3));
    }

    @Test
    void whoOnlyWantsRegistrationDoesNotWaitForTargets() {
        targets.obeying("u1").gate = new CompletableFuture<>();
        StartAnswer answer =
                start(registering("u1")).start(request(Until.REGISTERED)).join();
        assertThat(answer).isEqualTo(new StartAnswer.Started(new XactionId("x1"), "delete", false, "created", 7, 1));
        targets.gate.complete(null);
    }

    @Test
    void aKnownKeyAnswersThePresentState() {
        present = found(new PresentState.Row("delete", "running", "", List.of(), false));
        StartAnswer answer = start(new ScriptedGroup(command -> new Outcome.AlreadyDone(60, "x0")))
                .start(request(Until.ACKNOWLEDGED))
                .join();
        assertThat(answer).isEqualTo(new StartAnswer.Known(new XactionId("x0"), "delete", "running", "", 7, 50));
    }

    @Test
    void aKnownKeyWhoseRowIsGoneSaysSo() {
        StartAnswer answer = start(new ScriptedGroup(command -> new Outcome.AlreadyDone(60, "x0")))
                .start(request(Until.ACKNOWLEDGED))
                .join();
        assertThat(answer).isEqualTo(new StartAnswer.Gone(new XactionId("x0"), 7, 50));
    }

    @Test
    void aSilentTargetIsNamedWhenTheTimeIsOver() {
        targets.obeying("u1");
        present = found(new PresentState.Row("delete", "created", "", List.of(new NodeId("t2")), false));
        StartAnswer answer = start(registering("u1", "u2"))
                .start(request(Until.ACKNOWLEDGED))
                .join();
        assertThat(answer)
                .isEqualTo(new StartAnswer.NotAcknowledged(
                        new XactionId("x1"), List.of(new NodeId("t2")), false, "", 7, 1));
    }

    @Test
    void abortingIsSaidOnlyWhenTheTableSaysIt() {
        targets.obeying("u1");
        present = found(new PresentState.Row("delete", "aborting", "system", List.of(new NodeId("t2")), true));
        StartAnswer answer = start(registering("u1", "u2"))
                .start(request(Until.ACKNOWLEDGED))
                .join();
        assertThat(answer)
                .isEqualTo(new StartAnswer.NotAcknowledged(
                        new XactionId("x1"), List.of(new NodeId("t2")), true, "", 7, 50));
    }

    @Test
    void whatTheSupervisorBroughtToTheTargetCountsAsWell() {
        targets.obeying("u1");
        targets.byUrl.put("u2", (request, order) -> Status.OUT_OF_LEASE);
        present = found(new PresentState.Row("delete", "running", "", List.of(), false));
        StartAnswer answer = start(registering("u1", "u2"))
                .start(request(Until.ACKNOWLEDGED))
                .join();
        assertThat(answer).isEqualTo(new StartAnswer.Started(new XactionId("x1"), "delete", true, "running", 7, 50));
    }

    @Test
    void anOutrankedOrderIsSentAgainUnderTheNewTerm() {
        targets.obeying("u1");
        targets.byUrl.put("u2", (request, order) -> request.term() < 9 ? Status.OLD_TERM : Status.ACCEPTED);
        present = new PresentState.Found(
                Optional.of(new PresentState.Row("delete", "created", "", List.of(new NodeId("t2")), false)), 9, 50);
        StartAnswer answer = start(registering("u1", "u2"))
                .start(request(Until.ACKNOWLEDGED))
                .join();
        assertThat(answer).isInstanceOf(StartAnswer.Started.class);
        assertThat(targets.orders)
                .filteredOn(asked -> asked.url().equals("u2"))
                .extracting(asked -> asked.request().term())
                .containsExactly(7L, 9L);
    }

    @Test
    void aTargetThatCanNeverStartItEndsItAtOnce() {
        ScriptedGroup group = registering("u1", "u2");
        targets.obeying("u1");
        targets.byUrl.put("u2", (request, order) -> Status.REFUSED);
        StartAnswer answer = start(group).start(request(Until.ACKNOWLEDGED)).join();
        assertThat(answer).isInstanceOfSatisfying(StartAnswer.NotAcknowledged.class, not -> {
            assertThat(not.aborting()).isTrue();
            assertThat(not.silent()).containsExactly(new NodeId("t2"));
            assertThat(not.message()).contains("said by u2");
        });
        assertThat(group.all(Command.RequestAbort.class)).hasSize(1);
    }

    @Test
    void anUnknownCommitIsAFailureOfItsOwn() {
        ScriptedGroup group = registering("u1");
        group.failure = new IcFailure.CommitUnknown("asked at the leader");
        assertThatThrownBy(() -> start(group).start(request(Until.ACKNOWLEDGED)).join())
                .hasCauseInstanceOf(IcFailure.CommitUnknown.class);
        assertThat(targets.orders).isEmpty();
    }

    @Test
    void moreStartsThanTheLimitAreOverload() {
        StartXaction start = start(registering("u1"));
        targets.obeying("u1").gate = new CompletableFuture<>();
        List<CompletableFuture<StartAnswer>> first =
                List.of(start.start(request(Until.ACKNOWLEDGED)), start.start(request(Until.ACKNOWLEDGED)));
        assertThatThrownBy(() -> start.start(request(Until.ACKNOWLEDGED)).join())
                .hasCauseInstanceOf(IcFailure.Overloaded.class);
        targets.gate.complete(null);
        first.forEach(CompletableFuture::join);
        assertThat(start.inFlight()).isZero();
    }

    @Test
    void aStoppingGatewayTakesNoStarts() {
        StartXaction start = start(registering("u1"));
        start.stop();
        assertThatThrownBy(() -> start.start(request(Until.ACKNOWLEDGED)).join())
                .hasCauseInstanceOf(IcFailure.NotReady.class);
    }

    @Test
    void tooLargeArgumentsAreRefusedBeforeTheLog() {
        ScriptedGroup group = registering("u1");
        StartRequest large = request(Until.ACKNOWLEDGED, new JsonObject().put("prefix", "x".repeat(70_000)));
        assertThat(start(group).start(large).join()).isInstanceOf(StartAnswer.Refused.class);
        assertThat(group.commands).isEmpty();
    }

    @Test
    void equalBodiesHaveEqualHashesWhateverTheOrderOfTheirKeys() {
        ScriptedGroup group = registering();
        StartXaction start = start(group);
        start.start(request(Until.REGISTERED, "k1", new JsonObject("{\"a\":1,\"b\":{\"c\":2,\"d\":3}}")))
                .join();
        start.start(request(Until.REGISTERED, "k2", new JsonObject("{\"b\":{\"d\":3,\"c\":2},\"a\":1}")))
                .join();
        start.start(request(Until.REGISTERED, "k3", new JsonObject("{\"a\":2}")))
                .join();
        List<String> hashes = group.all(Command.RegisterXaction.class).stream()
                .map(Command.RegisterXaction::bodyHash)
                .toList();
        assertThat(hashes.get(0)).isEqualTo(hashes.get(1)).isNotEqualTo(hashes.get(2));
    }

    @Test
    void argumentsTooLargeForARowAreOnTheTargetsBeforeTheStartIsRegistered() {
        ScriptedGroup group = registering("u1", "u2");
        targets.obeying("u1", "u2");
        placed = List.of(target("t1", "u1"), target("t2", "u2"), target("t3", "dead"));
        group.member = false;
        StartAnswer answer =
                start(group).start(request(Until.ACKNOWLEDGED, names(100_000))).join();
        assertThat(answer).isInstanceOf(StartAnswer.Started.class);
        Command.RegisterXaction command =
                group.all(Command.RegisterXaction.class).get(0);
        assertThat(command.arguments()).isEmpty();
        assertThat(BlobAddress.parse(command.argumentsHash()).bytes()).isGreaterThan(64 * 1024);
        assertThat(targets.kept)
                .containsExactlyInAnyOrder("u1 " + command.argumentsHash(), "u2 " + command.argumentsHash());
        assertThat(targets.orders).hasSize(2).allSatisfy(asked -> {
            assertThat(asked.request().orders().get(0).arguments()).isEmpty();
            assertThat(asked.request().orders().get(0).argumentsHash()).isEqualTo(command.argumentsHash());
        });
    }

    @Test
    void whatWouldBeRefusedAnywayIsSentNowhere() {
        ScriptedGroup group = registering("u1");
        targets.obeying("u1");
        placed = List.of(target("t1", "u1"));
        StartAnswer noCluster =
                start(group).start(request(Until.ACKNOWLEDGED, names(10_000))).join();
        group.member = false;
        StartAnswer badName = start(group)
                .start(request(Until.ACKNOWLEDGED, names(10_000).put("prefix", "p")))
                .join();
        StartAnswer tooLarge = start(group)
                .start(request(Until.ACKNOWLEDGED, new JsonObject().put("prefix", "p".repeat(9 * 1024 * 1024))))
                .join();
        assertThat(List.of(noCluster, badName, tooLarge))
                .extracting(answer -> ((StartAnswer.Refused) answer).why().reason())
                .containsExactly(Reason.NOT_INITIALIZED, Reason.BAD_ARGUMENTS, Reason.TOO_LARGE);
        assertThat(targets.kept).isEmpty();
        assertThat(group.commands).isEmpty();
    }

    @Test
    void withoutATargetThatKeepsLargeArgumentsNothingIsRegistered() {
        ScriptedGroup group = registering("dead");
        group.member = false;
        placed = List.of(target("t1", "dead"));
        assertThatThrownBy(() -> start(group)
                        .start(request(Until.ACKNOWLEDGED, names(10_000)))
                        .join())
                .hasCauseInstanceOf(IcFailure.NotReady.class);
        assertThat(group.commands).isEmpty();
    }

    private static JsonObject names(int count) {
        JsonArray names = new JsonArray();
        for (int at = 0; at < count; at++) {
            names.add("dir/object-" + at);
        }
        return new JsonObject().put("names", names);
    }

    private static Node target(String id, String nodeUrl) {
        return new Node(
                new NodeId(id),
                Role.TARGET,
                new Addresses(nodeUrl, nodeUrl),
                "",
                3,
                NodeState.UP,
                null,
                1,
                1,
                5,
                5,
                0,
                true);
    }

    private PresentState.Found found(PresentState.Row row) {
        return new PresentState.Found(Optional.of(row), 7, 50);
    }

    private static ScriptedGroup registering(String... urls) {
        return new ScriptedGroup(command -> {
            if (!(command instanceof Command.RegisterXaction start)) {
                return new Outcome.Applied(41, "");
            }
            AtomicInteger at = new AtomicInteger();
            return new Outcome.Registered(
                    start.id(),
                    40,
                    List.of(BUCKET),
                    List.of(urls).stream()
                            .map(url -> new Assignment(new NodeId("t" + at.incrementAndGet()), 3, url))
                            .toList());
        });
    }

    private StartXaction start(ScriptedGroup group) {
        StartLimits limits = new StartLimits(Duration.ofMillis(300), Duration.ofSeconds(2), inFlightMax);
        PresentState state = (id, within) -> CompletableFuture.completedFuture(present);
        TellTargets tell = new TellTargets(
                group,
                new BroadcastOrders(new NodeId("g1"), targets, serial, System::nanoTime),
                new AcknowledgementLog(group, serial, Duration.ofSeconds(2)),
                state,
                limits,
                serial,
                System::nanoTime);
        return new StartXaction(
                group,
                () -> new Identity("c1", 1),
                tell,
                new LargeArguments(group, () -> placed, targets, Duration.ofSeconds(2), offLoop),
                offLoop,
                state,
                () -> new XactionId("x1"),
                meters,
                limits,
                System::nanoTime);
    }

    private static StartRequest request(Until until) {
        return request(
                until,
                new JsonObject()
                        .put("prefix", "p")
                        .put("a", new JsonArray().add(1).add(2)));
    }

    @Test
    void largeArgumentsAreCountedBeforeAnyTextIsMadeOfThem() {
        List<Runnable> waiting = new ArrayList<>();
        offLoop = waiting::add;
        inFlightMax = 100;
        ScriptedGroup group = registering("u1");
        StartXaction start = start(group);
        for (int i = 0; i < StartLimits.LARGE_IN_FLIGHT_MAX; i++) {
            assertThat(start.start(request(Until.REGISTERED, names(100_000)))).isNotDone();
        }
        assertThatThrownBy(() ->
                        start.start(request(Until.REGISTERED, names(100_000))).join())
                .hasRootCauseInstanceOf(IcFailure.Overloaded.class);
        assertThat(start.start(request(Until.REGISTERED, new JsonObject("{\"prefix\":\"a\"}"))))
                .as("others go on")
                .isCompleted();
    }

    private static StartRequest request(Until until, JsonObject arguments) {
        return request(until, null, arguments);
    }

    private static StartRequest request(Until until, @Nullable String key, JsonObject arguments) {
        return new StartRequest(
                null,
                "delete",
                List.of(BUCKET.name()),
                arguments,
                new TreeMap<>(),
                key,
                new Caller("me", "here", "test"),
                false,
                Duration.ZERO,
                until);
    }
}
