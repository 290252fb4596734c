package infocenter.gateway.supervise;

import infocenter.client.IcClient;
import infocenter.client.IcFailure;
import infocenter.client.Receipt;
import infocenter.core.cluster.NodeId;
import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordReports.RunEnd;
import infocenter.core.command.Outcome;
import infocenter.core.table.Information;
import infocenter.core.xaction.Xaction;
import infocenter.node.ReportAnswer;
import infocenter.node.ReportRequest;
import infocenter.node.RunReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the ends of runs that targets push, at any gateway (design section 4, point 5). Any thread; nothing blocks.
 *
 * <p>The answer names what is committed: in the table, or not wanted there any more, which the table alone decides when it applies
 * the command. What is not named the target pushes again, or a sync finds.
 */
public final class ReceiveReports {
    /** Ends in one command, so that no entry grows too large. */
    static final int PER_COMMAND_MAX = 200;

    /** How long the end of one run waits for those of the same xaction at other targets, which end at about the same time. */
    static final Duration GATHER = Duration.ofMillis(10);

    private static final Logger LOG = LoggerFactory.getLogger(ReceiveReports.class);

    private final IcClient ic;
    private final Supplier<String> clusterId;
    private final Duration within;
    private final EndsUnderWay underWay = new EndsUnderWay();

    /**
     * @param clusterId of this gateway, empty while it has none
     * @param within for the commands
     */
    public ReceiveReports(IcClient ic, Supplier<String> clusterId, Duration within) {
        this.ic = ic;
        this.clusterId = clusterId;
        this.within = within;
    }

    /** Never fails: what could not be committed is not named. */
    public CompletableFuture<ReportAnswer> receive(ReportRequest request) {
        if (!request.clusterId().equals(clusterId.get())) {
            LOG.atWarn()
                    .addKeyValue("target", request.target())
                    .addKeyValue("outcome", "refused")
                    .log("reports of another cluster");
            return CompletableFuture.completedFuture(new ReportAnswer(List.of()));
        }
        List<CompletableFuture<List<Long>>> parts = new ArrayList<>();
        List<RunReport> reports = request.reports();
        for (int from = 0; from < reports.size(); from += PER_COMMAND_MAX) {
            parts.add(commit(request, reports.subList(from, Math.min(reports.size(), from + PER_COMMAND_MAX))));
        }
        return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
                .thenApply(done -> new ReportAnswer(
                        parts.stream().flatMap(part -> part.join().stream()).toList()));
    }

    private CompletableFuture<List<Long>> commit(ReportRequest request, List<RunReport> reports) {
        List<RunEnd> ends = reports.stream()
                .map(report -> end(request.target(), request.incarnation(), report))
                .toList();
        List<Long> sequences = reports.stream().map(RunReport::sequence).toList();
        Command.RecordReports command = new Command.RecordReports(ends);
        reports.forEach(report -> underWay.add(report.id(), request.target()));
        CompletableFuture<Receipt> committed =
                awaited(reports) ? ic.submit(command, within) : ic.submitGathered(command, within, GATHER);
        return committed.handle((receipt, failure) -> {
            reports.forEach(report -> underWay.remove(report.id(), request.target()));
            return failure == null && taken(receipt) ? sequences : List.of();
        });
    }

    /** Whether one of these ends is the last that its xaction lacks, as far as this gateway knows. */
    private boolean awaited(List<RunReport> reports) {
        if (!ic.member()) {
            return false;
        }
        Information information;
        try {
            information = ic.latest().information();
        } catch (IcFailure.NotMember meanwhile) {
            return false;
        }
        return reports.stream().anyMatch(report -> {
            Xaction row = information.xactions().find(report.id());
            return row != null && underWay.complete(row);
        });
    }

    private static boolean taken(Receipt receipt) {
        return receipt.outcome() instanceof Outcome.Applied || receipt.outcome() instanceof Outcome.AlreadyDone;
    }

    private static RunEnd end(NodeId target, long incarnation, RunReport report) {
        return new RunEnd(
                report.id(),
                target,
                incarnation,
                report.attempt(),
                report.sequence(),
                report.error().isEmpty() ? RunEnd.How.FINISHED : RunEnd.How.FAILED,
                report.error(),
                report.counters());
    }
}
