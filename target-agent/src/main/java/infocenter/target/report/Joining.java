package infocenter.target.report;

import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.node.ChallengeRequest;
import infocenter.node.JoinAnswer;
import infocenter.node.JoinRequest;
import infocenter.node.JoinSecret;
import infocenter.node.NodePaths;
import infocenter.node.NotProven;
import infocenter.node.ProcessEnd;
import infocenter.wire.NodeCodec;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for admission through any known gateway, with back-off and for ever, and again when no leader has synced for a while: the
 * cluster may have given this target up. State belongs to one event loop.
 */
public final class Joining {
    private static final Logger LOG = LoggerFactory.getLogger(Joining.class);
    private static final Duration WITHIN = Duration.ofSeconds(5);
    private static final Duration LOG_EVERY = Duration.ofSeconds(30);

    /** Silence of all leaders after which admission is asked for again; above lease + margin. */
    private static final Duration SILENCE = Duration.ofSeconds(20);

    /** What a target of another cluster needs; what is on its mount paths would be taken for this cluster's. */
    private static final String COME_OVER =
            ": to bring it over, stop it, move its data folder away, empty its mount paths, and start it";

    /** Refusals that asking again does not cure. */
    private static final Set<Reason> HOPELESS = EnumSet.of(
            Reason.OTHER_CLUSTER,
            Reason.STALE_INCARNATION,
            Reason.OTHER_ROLE,
            Reason.DUPLICATE_ADDRESS,
            Reason.FEATURE_LEVEL,
            Reason.JOIN_SECRET,
            Reason.DUPLICATE_ID);

    private final Context context;
    private final Vertx vertx;
    private final GatewayCalls calls;
    private final Gateways gateways;
    private final Supplier<Command.JoinNode> command;
    private final Supplier<Duration> silence;
    private final Listener listener;
    private final @Nullable JoinSecret secret;
    private final BackOff backOff = new BackOff(Duration.ofMillis(200), Duration.ofSeconds(5));
    private long lastLoggedNanos;
    private boolean logged;
    private boolean admitted;
    private volatile boolean closed;

    /** Hears what comes of it, on the event loop. */
    public interface Listener {
        /** Admitted to that cluster by the command of that sequence; the future completes when that is durable. */
        Future<Void> admitted(String clusterId, long sequence);

        /** It will never be, for that reason. */
        void hopeless(ProcessEnd end, String why);
    }

    /**
     * @param command made anew for each attempt
     * @param silence since the last sync
     * @param secret that is proven to gateways, and by them; null for none
     */
    public Joining(
            Vertx vertx,
            GatewayCalls calls,
            Gateways gateways,
            Supplier<Command.JoinNode> command,
            Supplier<Duration> silence,
            Listener listener,
            @Nullable JoinSecret secret) {
        this.context = vertx.getOrCreateContext();
        this.vertx = vertx;
        this.calls = calls;
        this.gateways = gateways;
        this.command = command;
        this.silence = silence;
        this.listener = listener;
        this.secret = secret;
    }

    /** Begins; returns at once. */
    public void begin() {
        context.runOnContext(ignored -> attempt());
    }

    /** No attempt begins any more. */
    public void close() {
        closed = true;
    }

    private void attempt() {
        if (closed) {
            return;
        }
        if (admitted && silence.get().compareTo(SILENCE) < 0) {
            later(SILENCE.toMillis() / 4);
            return;
        }
        JoinRequest request = new JoinRequest(command.get(), false);
        Rounds.firstOf(gateways.urls(), ask(request))
                .onComplete(done -> context.runOnContext(ignored -> {
                    if (done.failed()) {
                        failed(String.valueOf(done.cause().getMessage()));
                    } else {
                        answered(request.join().clusterId(), done.result());
                    }
                }));
    }

    private void answered(String mine, JoinAnswer answer) {
        if (answer.outcome() instanceof Outcome.Refused refused) {
            String cure = refused.reason() == Reason.OTHER_CLUSTER
                    ? "; it belongs to cluster " + mine + ", not to " + refused.subject() + COME_OVER
                    : "";
            hopeless(end(refused.reason()), refused.reason().shown() + ": " + refused.message() + cure);
        } else if (!mine.isEmpty() && !mine.equals(answer.clusterId())) {
            hopeless(
                    ProcessEnd.NOT_ADMITTED,
                    Reason.OTHER_CLUSTER.shown() + ": this target belongs to cluster " + mine + ", not to "
                            + answer.clusterId() + COME_OVER);
        } else if (answer.outcome() instanceof Outcome.Applied applied) {
            admitted(answer.clusterId(), applied.sequence());
        } else if (answer.outcome() instanceof Outcome.AlreadyDone done) {
            admitted(answer.clusterId(), done.sequence());
        } else {
            failed("the answer names no admission: " + answer.outcome());
        }
    }

    private static ProcessEnd end(Reason reason) {
        return switch (reason) {
            case FEATURE_LEVEL -> ProcessEnd.FEATURE_LEVEL;
            case JOIN_SECRET -> ProcessEnd.JOIN_SECRET;
            default -> ProcessEnd.NOT_ADMITTED;
        };
    }

    private void hopeless(ProcessEnd end, String why) {
        closed = true;
        listener.hopeless(end, why);
    }

    /** A refusal that may pass is a failure like any other: the next gateway is asked. */
    private Function<String, Future<JoinAnswer>> ask(JoinRequest request) {
        return url -> proven(url, request)
                .compose(sent ->
                        calls.post(url, NodePaths.JOIN, NodeCodec.JOIN_REQUEST, sent, NodeCodec.JOIN_ANSWER, WITHIN))
                .compose(answer ->
                        answer.outcome() instanceof Outcome.Refused refused && !HOPELESS.contains(refused.reason())
                                ? Future.failedFuture(new IllegalStateException(url + " refused: " + refused.message()))
                                : Future.succeededFuture(answer));
    }

    /** A gateway that does not have the secret is told nothing; the next one is asked. */
    private Future<JoinRequest> proven(String url, JoinRequest request) {
        JoinSecret mine = secret;
        if (mine == null) {
            return Future.succeededFuture(request);
        }
        ChallengeRequest asked = new ChallengeRequest(request.join().id(), JoinSecret.nonce());
        return calls.post(
                        url,
                        NodePaths.CHALLENGE,
                        NodeCodec.CHALLENGE_REQUEST,
                        asked,
                        NodeCodec.CHALLENGE_ANSWER,
                        WITHIN)
                .compose(answer -> {
                    try {
                        return Future.succeededFuture(
                                new JoinRequest(request.join(), false, mine.prove(asked, answer, request.join())));
                    } catch (NotProven unknown) {
                        return Future.failedFuture(new IllegalStateException(url + ": " + unknown.getMessage()));
                    }
                });
    }

    private void admitted(String clusterId, long sequence) {
        listener.admitted(clusterId, sequence)
                .onComplete(done -> context.runOnContext(ignored -> {
                    if (done.failed()) {
                        failed(String.valueOf(done.cause().getMessage()));
                        return;
                    }
                    if (!admitted) {
                        LOG.atInfo()
                                .addKeyValue("target", command.get().id())
                                .addKeyValue("incarnation", command.get().incarnation())
                                .log("admitted to cluster {}", clusterId);
                    }
                    admitted = true;
                    backOff.succeeded();
                    later(SILENCE.toMillis() / 4);
                }));
    }

    private void failed(String why) {
        boolean quiet = logged && System.nanoTime() - lastLoggedNanos < LOG_EVERY.toNanos();
        if (!quiet) {
            logged = true;
            lastLoggedNanos = System.nanoTime();
            LOG.atInfo()
                    .addKeyValue("target", command.get().id())
                    .addKeyValue("outcome", why)
                    .log("not admitted yet, asking on");
        }
        later(backOff.failedMillis());
    }

    private void later(long millis) {
        vertx.setTimer(Math.max(1, millis), timer -> attempt());
    }
}
