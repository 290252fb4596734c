package infocenter.gateway;

import infocenter.core.cluster.Addresses;
import infocenter.core.cluster.Identity;
import infocenter.core.supervise.Patience;
import infocenter.core.supervise.SeatBounds;
import infocenter.gateway.broadcast.AcknowledgementLog;
import infocenter.gateway.broadcast.BroadcastOrders;
import infocenter.gateway.change.ChangeBuckets;
import infocenter.gateway.change.ChangeCouncil;
import infocenter.gateway.change.ChangeNodes;
import infocenter.gateway.change.ChangeTransformers;
import infocenter.gateway.door.GatewayUseCases;
import infocenter.gateway.forward.AskMember;
import infocenter.gateway.forward.EpochSign;
import infocenter.gateway.forward.HttpForwardToMember;
import infocenter.gateway.forward.MemberPulse;
import infocenter.gateway.join.Admission;
import infocenter.gateway.join.Challenges;
import infocenter.gateway.join.Epochs;
import infocenter.gateway.join.Newcomer;
import infocenter.gateway.join.NodeIdentity;
import infocenter.gateway.map.ClusterMapView;
import infocenter.gateway.map.FollowMap;
import infocenter.gateway.map.GatewayDoors;
import infocenter.gateway.node.HttpNodeCalls;
import infocenter.gateway.read.ReadErrors;
import infocenter.gateway.read.ReadNames;
import infocenter.gateway.read.ReadTable;
import infocenter.gateway.read.RowState;
import infocenter.gateway.start.AbortXaction;
import infocenter.gateway.start.LargeArguments;
import infocenter.gateway.start.StartLimits;
import infocenter.gateway.start.StartXaction;
import infocenter.gateway.start.TellTargets;
import infocenter.gateway.supervise.ReceiveReports;
import infocenter.gateway.supervise.SupervisionLimits;
import infocenter.gateway.supervise.Supervisor;
import infocenter.gateway.supervise.ThreadTurns;
import infocenter.member.Keeper;
import infocenter.member.MemberEvents;
import infocenter.member.MemberOptions;
import infocenter.member.RaftMember;
import infocenter.member.SessionIcClient;
import infocenter.node.JoinSecret;
import infocenter.node.NodeRole.GaveUp;
import infocenter.node.ProcessEnd;
import infocenter.settings.GatewaySettings;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All parts of one gateway, made and tied together, before any listener is bound. Made by the thread that starts the gateway. */
final class GatewayParts {
    /** One page or list of errors from the targets. */
    private static final Duration TARGETS_WITHIN = Duration.ofSeconds(5);
    /** A map on demand. */
    private static final Duration MAP_WITHIN = Duration.ofSeconds(3);
    /** Acknowledgements on their way into the log. */
    private static final Duration ACKNOWLEDGE_WITHIN = Duration.ofSeconds(5);

    final NodeIdentity identity;
    final GatewayMeters meters = new GatewayMeters();
    final AtomicReference<ClusterMapView> newestMap = new AtomicReference<>(ClusterMapView.NONE);
    final AtomicReference<Runnable> sessionLost = new AtomicReference<>(() -> {});
    final GatewayDoors doors;
    final HttpNodeCalls calls;
    final RaftMember member;
    final SessionIcClient ic;
    final AskOthersForMap asking;
    private final LeftOut leftOut;
    final FollowMap maps;
    final HttpForwardToMember forward;
    final MemberPulse pulse;
    final Admission admission;
    final Epochs epochs;
    final EpochSign epoch;
    final Challenges challenges;
    final ReceiveReports reports;
    final Supervisor supervisor;
    final Keeper keeper;
    final GatewayUseCases useCases;

    GatewayParts(Vertx vertx, GatewaySettings settings, Addresses addresses, Consumer<GaveUp> onFatal)
            throws IOException {
        this.doors =
                new GatewayDoors(addresses.nodeUrl(), settings.join(), () -> Objects.requireNonNull(newestMap.get()));
        Context targetLoop = EventLoops.next(vertx);
        JoinSecret secret = JoinSecret.read(settings.cluster().joinSecretFile());
        this.calls = new HttpNodeCalls(vertx, EventLoops.next(vertx), targetLoop, doors::leader, secret);
        this.member = RaftMember.open(
                new MemberOptions(
                        settings.id(),
                        addresses.nodeUrl(),
                        settings.dataDir(),
                        settings.raft(),
                        settings.cluster().understands()),
                calls,
                events(settings, onFatal),
                new AskNeighbours(settings.id(), doors.toAsk(), calls));
        // After the member has locked the folder: only then is its counter this process's alone.
        this.identity = NodeIdentity.begin(settings.dataDir(), settings.id());
        this.ic = new SessionIcClient(
                member,
                calls,
                doors::toAsk,
                () -> Objects.requireNonNull(sessionLost.get()).run());
        this.asking = new AskOthersForMap(identity, calls, doors);
        this.leftOut = new LeftOut(member, asking);
        this.maps = new FollowMap(ic, asking, MAP_WITHIN, newestMap);
        maps.onNewer(new LevelWatch(settings.cluster().understands(), onFatal)::look);
        this.admission = new Admission(
                new Newcomer(
                        identity,
                        addresses,
                        settings.zone(),
                        settings.ic().size(),
                        settings.cluster().understands()),
                new MemberSeat(member, ic),
                calls,
                doors,
                () -> UUID.randomUUID().toString(),
                onFatal,
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, settings.id() + "-join")));
        sessionLost.set(admission::sessionLost);
        this.challenges = new Challenges(secret, this::clusterId, System::nanoTime);
        this.epochs = new Epochs(settings.id(), member::cluster, calls::who, doors, admission::goOn);
        this.epoch = new EpochSign(member::cluster, epochs::heard);
        this.forward = new HttpForwardToMember(vertx, settings.id().value(), ic::member, maps, System::nanoTime, epoch);
        this.pulse = new MemberPulse(maps, forward);
        this.reports = new ReceiveReports(ic, identity::clusterId, settings.requestTimeout());
        this.supervisor = new Supervisor(
                ic,
                new HttpSyncCalls(calls, epochs),
                new ThreadTurns(System::nanoTime),
                SupervisionLimits.STANDARD,
                new Patience(
                        settings.target().evictAfter(), settings.rebalance().waitFor(), settings.startBy()),
                settings.id(),
                addresses.nodeUrl(),
                meters.registry());
        this.keeper = new Keeper(member, ic, SeatBounds.of(settings.ic().replaceAfter()));
        this.useCases = useCases(vertx, settings, targetLoop);
    }

    /** Ends what leads and what waits, hands leadership over; idempotent. Not longer than about that. */
    void close(Duration within) {
        admission.close();
        supervisor.close();
        keeper.close();
        ic.close();
        member.close(within);
        calls.close();
        forward.close();
    }

    private @Nullable String clusterId() {
        Identity cluster = member.cluster();
        return cluster == null ? null : cluster.clusterId();
    }

    /** Only who forwards needs to know which members answer; a member needs to know whether it still is one. */
    void feelMembers() {
        if (ic.member()) {
            leftOut.look();
        } else {
            pulse.feel();
        }
    }

    private MemberEvents events(GatewaySettings settings, Consumer<GaveUp> onFatal) {
        return new MemberEvents() {
            @Override
            public void fatal(String why, @Nullable Throwable cause) {
                onFatal.accept(
                        cause == null
                                ? new GaveUp(ProcessEnd.BROKEN, why)
                                : new GaveUp(end(cause, settings.dataDir()), why + ": " + cause));
            }

            @Override
            public void reseated() {
                Objects.requireNonNull(sessionLost.get()).run();
            }

            @Override
            public void leaderChanged(String leaderNodeUrl) {
                doors.leader(leaderNodeUrl);
            }
        };
    }

    /** Whatever else a member may not survive is no matter of its disk. */
    private static ProcessEnd end(Throwable cause, Path folder) {
        return cause instanceof IOException ? ProcessEnd.ofWriting(cause, folder) : ProcessEnd.ofStart(cause, folder);
    }

    private GatewayUseCases useCases(Vertx vertx, GatewaySettings settings, Context targetLoop) {
        Executor serial = task -> targetLoop.runOnContext(ignored -> task.run());
        StartLimits limits = new StartLimits(settings.startBy(), settings.requestTimeout(), StartLimits.IN_FLIGHT_MAX);
        RowState present = new RowState(ic, new AskMember(settings.id().value(), forward, maps));
        TellTargets tell = new TellTargets(
                ic,
                new BroadcastOrders(settings.id(), calls, serial, System::nanoTime),
                new AcknowledgementLog(ic, serial, ACKNOWLEDGE_WITHIN),
                present,
                limits,
                serial,
                System::nanoTime);
        Executor offLoop = task -> vertx.executeBlocking(Executors.callable(task), false);
        StartXaction start = new StartXaction(
                ic,
                () -> maps.view().identity(),
                tell,
                new LargeArguments(ic, () -> maps.view().placed(), calls, settings.requestTimeout(), offLoop),
                offLoop,
                present,
                new RandomIds(new SecureRandom()),
                meters.registry(),
                limits,
                System::nanoTime);
        return new GatewayUseCases(
                settings,
                start,
                new AbortXaction(ic, settings.requestTimeout()),
                new ReadTable(ic, settings.requestTimeout()),
                new ReadNames(maps, calls, TARGETS_WITHIN),
                new ReadErrors(maps, calls, TARGETS_WITHIN),
                new ChangeBuckets(ic, settings.requestTimeout()),
                new ChangeNodes(ic, settings.requestTimeout()),
                new ChangeCouncil(ic, settings.requestTimeout()),
                new ChangeTransformers(ic, settings.requestTimeout()),
                admission,
                maps,
                new GroupView(member, keeper, maps, doors),
                forward,
                meters.registry());
    }
}
