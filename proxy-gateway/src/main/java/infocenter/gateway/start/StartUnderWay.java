package infocenter.gateway.start;

import infocenter.core.cluster.NodeId;
import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordAcknowledgements.Acknowledgement;
import infocenter.core.command.Outcome;
import infocenter.gateway.broadcast.Fence;
import infocenter.node.Order;
import infocenter.node.OrderAnswer;
import infocenter.node.OrderAnswer.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One start between its entry and its answer. Its state is touched on the serial executor only.
 *
 * <p>The fast path is one order per target. Where that did not do, the supervisor goes on; this one then only looks at the table
 * until the start is acknowledged, aborted, or its time is over.
 */
final class StartUnderWay {
    /** After so long, acknowledgements that are there are logged without waiting for the rest. */
    static final Duration GATHER = Duration.ofMillis(100);
    /** Between two looks at the table. */
    static final Duration LOOK_EVERY = Duration.ofMillis(150);
    /** After start-by, for the leader's abort to commit. */
    static final Duration GRACE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(StartUnderWay.class);

    private final TellTargets tell;
    private final Command.RegisterXaction command;
    private final Outcome.Registered row;
    private final long term;
    private final long index;
    private final long untilNanos;
    private final CompletableFuture<StartAnswer> answer = new CompletableFuture<>();
    private final List<Acknowledgement> fresh = new ArrayList<>();
    private final Map<NodeId, Outcome.Assignment> owed = new LinkedHashMap<>();
    private Fence fence;
    private int asked;
    private boolean outranked;

    StartUnderWay(TellTargets tell, Fence fence, Command.RegisterXaction command, Outcome.Registered row, long index) {
        this.tell = tell;
        this.fence = fence;
        this.term = fence.term();
        this.command = command;
        this.row = row;
        this.index = index;
        this.untilNanos = tell.nanos() + tell.limits().startBy().toNanos();
        row.assignments().forEach(assignment -> owed.put(assignment.target(), assignment));
    }

    CompletableFuture<StartAnswer> begin() {
        tell.serial().execute(() -> {
            sendOwed();
            CompletableFuture.delayedExecutor(GATHER.toMillis(), TimeUnit.MILLISECONDS, tell.serial())
                    .execute(this::logFresh);
        });
        return answer;
    }

    private void sendOwed() {
        List<NodeId> targets =
                row.assignments().stream().map(Outcome.Assignment::target).toList();
        List<Outcome.Assignment> now = List.copyOf(owed.values());
        asked = now.size();
        outranked = false;
        Duration within = Duration.ofNanos(Math.max(1, untilNanos - tell.nanos()));
        for (Outcome.Assignment assignment : now) {
            Order order = new Order(
                    Order.Type.START,
                    row.id(),
                    1,
                    assignment.incarnation(),
                    row.sequence(),
                    command.kind(),
                    command.arguments(),
                    command.argumentsHash(),
                    row.buckets(),
                    targets,
                    row.transformer());
            tell.orders()
                    .send(fence, assignment.nodeUrl(), order, within)
                    .whenComplete((result, failure) -> told(assignment, result));
        }
        if (now.isEmpty()) {
            finish(true, "created", term, index);
        }
    }

    /** On the serial executor, as the orders complete there. */
    private void told(Outcome.Assignment assignment, OrderAnswer.@Nullable Result result) {
        asked--;
        if (result != null && result.status() == Status.ACCEPTED) {
            owed.remove(assignment.target());
            fresh.add(new Acknowledgement(row.id(), assignment.target(), assignment.incarnation(), 1));
        } else if (result != null && result.status() == Status.REFUSED) {
            giveUp(assignment.target(), result.message());
        } else if (result != null && result.status() == Status.OLD_TERM) {
            outranked = true;
        }
        if (asked > 0) {
            return;
        }
        logFresh();
        if (owed.isEmpty()) {
            finish(true, "created", term, index);
        } else if (!answer.isDone()) {
            look();
        }
    }

    private void logFresh() {
        tell.acknowledgements().record(List.copyOf(fresh));
        fresh.clear();
    }

    private void giveUp(NodeId target, String message) {
        String why = "target " + target + " cannot start it: " + message;
        tell.giveUp(row, why)
                .thenAccept(committed -> answer.complete(
                        new StartAnswer.NotAcknowledged(row.id(), List.of(target), committed, why, term, index)));
    }

    private void look() {
        Duration within = Duration.ofNanos(Math.max(LOOK_EVERY.toNanos(), leftNanos()));
        tell.present().find(row.id(), within).whenCompleteAsync((found, failure) -> seen(found), tell.serial());
    }

    private void seen(PresentState.@Nullable Found found) {
        if (answer.isDone()) {
            return;
        }
        PresentState.Row present = found == null ? null : found.row().orElse(null);
        if (found != null && present != null) {
            owed.keySet().retainAll(present.owed());
            if (present.aborting()) {
                silent(true, found.term(), found.index());
                return;
            }
            if (owed.isEmpty()) {
                finish(true, present.state(), found.term(), found.index());
                return;
            }
            if (outranked && found.term() > fence.term()) {
                fence = new Fence(fence.clusterId(), fence.epoch(), found.term());
                sendOwed();
                return;
            }
        }
        if (leftNanos() <= 0) {
            silent(false, term, index);
            return;
        }
        CompletableFuture.delayedExecutor(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS, tell.serial())
                .execute(this::look);
    }

    private long leftNanos() {
        return untilNanos + GRACE.toNanos() - tell.nanos();
    }

    private void silent(boolean aborting, long atTerm, long atIndex) {
        LOG.atWarn()
                .addKeyValue("xaction", row.id())
                .addKeyValue("kind", command.kind())
                .addKeyValue("target", owed.keySet())
                .addKeyValue("outcome", aborting ? "aborting" : "unknown")
                .log("not acknowledged in time");
        answer.complete(
                new StartAnswer.NotAcknowledged(row.id(), List.copyOf(owed.keySet()), aborting, "", atTerm, atIndex));
    }

    private void finish(boolean acknowledged, String state, long atTerm, long atIndex) {
        answer.complete(new StartAnswer.Started(row.id(), command.kind(), acknowledged, state, atTerm, atIndex));
    }
}
