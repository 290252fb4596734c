package infocenter.target.report;

import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.node.JoinAnswer;
import infocenter.node.JoinRequest;
import infocenter.node.NodePaths;
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

    /** Refusals that asking again does not cure. */
    private static final Set<Reason> HOPELESS = EnumSet.of(
            Reason.OTHER_CLUSTER,
            Reason.STALE_INCARNATION,
            Reason.OTHER_ROLE,
            Reason.DUPLICATE_ADDRESS,
            Reason.FEATURE_LEVEL);

    private final Context context;
    private final Vertx vertx;
    private final GatewayCalls calls;
    private final Gateways gateways;
    private final Supplier<Command.JoinNode> command;
    private final Supplier<Duration> silence;
    private final Listener listener;
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
     */
    public Joining(
            Vertx vertx,
            GatewayCalls calls,
            Gateways gateways,
            Supplier<Command.JoinNode> command,
            Supplier<Duration> silence,
            Listener listener) {
        this.context = vertx.getOrCreateContext();
        this.vertx = vertx;
        this.calls = calls;
        this.gateways = gateways;
        this.command = command;
        this.silence = silence;
        this.listener = listener;
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
            hopeless(
                    refused.reason() == Reason.FEATURE_LEVEL ? ProcessEnd.FEATURE_LEVEL : ProcessEnd.NOT_ADMITTED,
                    refused.reason().shown() + ": " + refused.message());
        } else if (!mine.isEmpty() && !mine.equals(answer.clusterId())) {
            hopeless(
                    ProcessEnd.NOT_ADMITTED,
                    Reason.OTHER_CLUSTER.shown() + ": this target belongs to cluster " + mine + ", not to "
                            + answer.clusterId());
        } else if (answer.outcome() instanceof Outcome.Applied applied) {
            admitted(answer.clusterId(), applied.sequence());
        } else if (answer.outcome() instanceof Outcome.AlreadyDone done) {
            admitted(answer.clusterId(), done.sequence());
        } else {
            failed("the answer names no admission: " + answer.outcome());
        }
    }

    private void hopeless(ProcessEnd end, String why) {
        closed = true;
        listener.hopeless(end, why);
    }

    /** A refusal that may pass is a failure like any other: the next gateway is asked. */
    private Function<String, Future<JoinAnswer>> ask(JoinRequest request) {
        return url -> calls.post(url, NodePaths.JOIN, NodeCodec.JOIN_REQUEST, request, NodeCodec.JOIN_ANSWER, WITHIN)
                .compose(answer ->
                        answer.outcome() instanceof Outcome.Refused refused && !HOPELESS.contains(refused.reason())
                                ? Future.failedFuture(new IllegalStateException(url + " refused: " + refused.message()))
                                : Future.succeededFuture(answer));
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
