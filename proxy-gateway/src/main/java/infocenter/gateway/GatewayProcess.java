package infocenter.gateway;

import infocenter.core.cluster.Addresses;
import infocenter.core.command.Command;
import infocenter.gateway.bench.BareDoor;
import infocenter.gateway.bench.DigestDoor;
import infocenter.gateway.door.PublicRoutes;
import infocenter.gateway.forward.MemberPulse;
import infocenter.gateway.node.NodeDoor;
import infocenter.member.BareGroup;
import infocenter.node.NodeRole;
import infocenter.settings.GatewaySettings;
import infocenter.settings.Listen;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running gateway: its parts, its listeners, and the order in which they start and stop. */
final class GatewayProcess implements NodeRole.Running {
    private static final int EVENT_LOOPS = 2;
    /** Between two looks at the map of another gateway; also this one's sign of life. */
    private static final Duration MAP_EVERY = Duration.ofSeconds(1);
    /** Between two questions in which epoch the others are: so long may members of the epoch before go on unknowing. */
    private static final Duration EPOCHS_EVERY = Duration.ofSeconds(2);
    /** Between two looks for a second cluster among the gateways of the settings. */
    private static final Duration STRANGERS_EVERY = Duration.ofSeconds(10);
    /** Between saying that it stops and refusing work: clients and other gateways turn elsewhere meanwhile, and none is refused. */
    private static final Duration FAREWELL = Duration.ofMillis(600);
    /** For handing leadership over while everything else still works. */
    private static final Duration HAND_OVER_WITHIN = Duration.ofSeconds(1);
    /** For saying good-bye in the log. */
    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(GatewayProcess.class);

    private final GatewaySettings settings;
    private final Addresses addresses;
    private final CompletableFuture<NodeRole.GaveUp> gaveUp = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Vertx vertx;
    private final GatewayParts parts;
    private final Health health;
    private @Nullable Listeners nodeDoor;
    private @Nullable Listeners publicDoor;

    private GatewayProcess(GatewaySettings settings) throws IOException {
        this.settings = settings;
        this.addresses = new Addresses(url(settings.rest()), url(settings.node()));
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(EVENT_LOOPS)
                .setWorkerPoolSize(4)
                .setInternalBlockingPoolSize(4));
        try {
            this.parts = new GatewayParts(vertx, settings, addresses, this::giveUp);
        } catch (IOException | RuntimeException refused) {
            vertx.close();
            throw refused;
        }
        this.health = new Health(parts.ic, parts.maps, parts.meters, gaveUp, parts.epoch);
    }

    /**
     * Starts one; both doors answer when this returns, joining goes on in the background.
     *
     * @param doors public routes to mount
     * @throws IOException naming the address, or what is wrong with the data folder
     */
    static GatewayProcess start(GatewaySettings settings, List<PublicRoutes> doors) throws IOException {
        GatewayProcess process = new GatewayProcess(settings);
        try {
            process.open(doors);
            return process;
        } catch (IOException | RuntimeException refused) {
            process.close();
            throw refused;
        }
    }

    private void open(List<PublicRoutes> doors) throws IOException {
        parts.meters.watch(parts.member);
        parts.meters.watch(parts.keeper);
        parts.member.whileLeading(parts.supervisor);
        GatewayAnswers answers = new GatewayAnswers(
                parts.member,
                parts.ic,
                parts.maps,
                parts.doors,
                parts.calls,
                parts.reports::receive,
                parts.admission,
                parts.epochs,
                parts.challenges);
        nodeDoor = Listeners.bind(vertx, "node", settings.node(), EVENT_LOOPS, nodeRequests(answers));
        Router router = Router.router(vertx);
        health.mount(router);
        doors.forEach(door -> door.mount(vertx, router, parts.useCases));
        publicDoor = Listeners.bind(vertx, "rest", settings.rest(), EVENT_LOOPS, router);
        parts.ic.onApplied(parts.maps::takeOwn);
        parts.ic.onApplied(new TableMeters(parts.ic, parts.meters.registry())::applied);
        vertx.setPeriodic(MAP_EVERY.toMillis(), tick -> signOfLife());
        vertx.setPeriodic(EPOCHS_EVERY.toMillis(), tick -> parts.epochs.ask());
        vertx.setPeriodic(STRANGERS_EVERY.toMillis(), tick -> lookForOtherClusters());
        vertx.setPeriodic(MemberPulse.EVERY.toMillis(), tick -> feelMembers());
        parts.admission.begin();
    }

    private Handler<HttpServerRequest> nodeRequests(GatewayAnswers answers) {
        NodeDoor door = new NodeDoor(vertx, answers);
        return settings.raft().bench()
                ? new BareDoor(vertx, new BareGroup(parts.member), new DigestDoor(vertx, parts.ic, door))
                : door;
    }

    /** Asks the leader, or whoever answers, for its map; a gateway that leads has nobody to tell. */
    private void signOfLife() {
        if (parts.admission.joined() && !parts.doors.leading()) {
            parts.asking.ask(MAP_EVERY.multipliedBy(3)).thenAccept(parts.maps::publish);
        }
    }

    private void feelMembers() {
        if (!closed.get()) {
            parts.feelMembers();
        }
    }

    private void lookForOtherClusters() {
        if (parts.admission.joined()) {
            parts.asking.lookForOtherClusters();
        }
    }

    @Override
    public String id() {
        return settings.id().value();
    }

    @Override
    public String publicUrl() {
        return addresses.publicUrl();
    }

    @Override
    public CompletableFuture<NodeRole.GaveUp> gaveUp() {
        return gaveUp;
    }

    /** The cluster refuses this process, or its member must not go on. */
    private void giveUp(NodeRole.GaveUp why) {
        NodeRole.GaveUp named = new NodeRole.GaveUp(why.end(), "gateway " + settings.id() + ": " + why.message());
        if (gaveUp.complete(named)) {
            LOG.atError()
                    .addKeyValue("member", settings.id())
                    .addKeyValue("outcome", why.end().shown())
                    .log("{}", why.message());
        }
    }

    /** New work is refused, work under way ends, leadership and membership are handed over; within {@code settings.drain()}. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        LOG.atInfo().addKeyValue("member", settings.id()).log("stopping");
        health.stop();
        parts.member.handOver(HAND_OVER_WITHIN);
        awaitQuiet();
        parts.useCases.start().stop();
        drain(publicDoor, settings.drain().dividedBy(4));
        leave();
        parts.close(settings.drain().multipliedBy(3).dividedBy(8));
        drain(nodeDoor, Duration.ofMillis(500));
        end();
        LOG.atInfo()
                .addKeyValue("member", settings.id())
                .addKeyValue("outcome", "stopped")
                .log("stopped");
    }

    /** For tests of one JVM. */
    GatewayParts parts() {
        return parts;
    }

    private void awaitQuiet() {
        if (publicDoor != null && parts.admission.joined()) {
            publicDoor.awaitQuiet(FAREWELL);
        }
    }

    private static void drain(@Nullable Listeners door, Duration within) {
        if (door != null) {
            door.drain(within);
        }
    }

    private void leave() {
        if (!parts.admission.joined()) {
            return;
        }
        try {
            parts.ic
                    .submit(new Command.LeaveNode(settings.id(), parts.identity.incarnation()), LEAVE_WITHIN)
                    .get(LEAVE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException silent) {
            LOG.atInfo().addKeyValue("outcome", silent.getMessage()).log("left without saying so");
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(1, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException late) {
            LOG.atWarn().addKeyValue("outcome", late.getMessage()).log("event loops did not end in time");
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** A wildcard is no address to give to others. */
    private static String url(Listen listen) throws IOException {
        boolean wildcard = listen.host().equals("0.0.0.0") || listen.host().equals("::");
        return wildcard ? "http://" + InetAddress.getLocalHost().getHostName() + ":" + listen.port() : listen.url();
    }
}
