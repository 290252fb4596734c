package infocenter.target.report;

import infocenter.core.cluster.NodeId;
import infocenter.node.NodePaths;
import infocenter.node.ReportAnswer;
import infocenter.node.ReportRequest;
import infocenter.node.RunReport;
import infocenter.target.run.KeptReports;
import infocenter.wire.NodeCodec;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes the reports of ended runs at once to the gateway that synced last, to any other if that fails, and repeats until the answer
 * says committed (design section 4, point 5). One push at a time, with all that is kept by then. State belongs to one event loop.
 */
public final class ReportPush {
    private static final Logger LOG = LoggerFactory.getLogger(ReportPush.class);
    private static final Duration WITHIN = Duration.ofSeconds(5);

    private final Context context;
    private final Vertx vertx;
    private final GatewayCalls calls;
    private final Gateways gateways;
    private final NodeId self;
    private final long incarnation;
    private final Supplier<String> clusterId;
    private final KeptReports kept;
    private final Executor orders;
    private final BackOff backOff = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(2));
    private boolean busy;
    private boolean more;
    private volatile boolean closed;

    /**
     * @param kept owned by the orders thread
     * @param orders that thread
     */
    public ReportPush(
            Vertx vertx,
            GatewayCalls calls,
            Gateways gateways,
            NodeId self,
            long incarnation,
            Supplier<String> clusterId,
            KeptReports kept,
            Executor orders) {
        this.context = vertx.getOrCreateContext();
        this.vertx = vertx;
        this.calls = calls;
        this.gateways = gateways;
        this.self = self;
        this.incarnation = incarnation;
        this.clusterId = clusterId;
        this.kept = kept;
        this.orders = orders;
    }

    /** A report waits; returns at once. Any thread. */
    public void nudge() {
        context.runOnContext(ignored -> {
            if (busy) {
                more = true;
            } else {
                push();
            }
        });
    }

    /** Nothing is pushed any more. */
    public void close() {
        closed = true;
    }

    private void push() {
        if (closed) {
            return;
        }
        busy = true;
        more = false;
        CompletableFuture.supplyAsync(() -> kept.oldest(KeptReports.PER_ANSWER_MAX), orders)
                .whenComplete((reports, failure) -> context.runOnContext(ignored -> {
                    if (failure != null || reports.isEmpty()) {
                        rest();
                    } else {
                        send(reports);
                    }
                }));
    }

    private void send(List<RunReport> reports) {
        ReportRequest request = new ReportRequest(clusterId.get(), self, incarnation, reports);
        Rounds.firstOf(gateways.urls(), url -> ask(url, request))
                .onComplete(done -> context.runOnContext(ignored -> {
                    if (done.succeeded()) {
                        backOff.succeeded();
                        forget(done.result().committed());
                    } else {
                        LOG.atDebug()
                                .addKeyValue("reports", reports.size())
                                .addKeyValue("outcome", done.cause().getMessage())
                                .log("reports not committed yet");
                        again();
                    }
                }));
    }

    /** An answer that commits nothing is as good as none: another gateway may know a leader. */
    private Future<ReportAnswer> ask(String url, ReportRequest request) {
        return calls.post(url, NodePaths.REPORT, NodeCodec.REPORT_REQUEST, request, NodeCodec.REPORT_ANSWER, WITHIN)
                .compose(answer -> answer.committed().isEmpty()
                        ? Future.failedFuture(new IllegalStateException(url + " committed nothing"))
                        : Future.succeededFuture(answer));
    }

    private void forget(List<Long> committed) {
        CompletableFuture.supplyAsync(
                        () -> {
                            committed.forEach(kept::committed);
                            return kept.size();
                        },
                        orders)
                .whenComplete((left, failure) -> context.runOnContext(ignored -> {
                    if (failure == null && left > 0 || more) {
                        push();
                    } else {
                        rest();
                    }
                }));
    }

    private void again() {
        if (!closed) {
            vertx.setTimer(backOff.failedMillis(), timer -> push());
        }
    }

    private void rest() {
        busy = false;
        if (more) {
            push();
        }
    }
}
