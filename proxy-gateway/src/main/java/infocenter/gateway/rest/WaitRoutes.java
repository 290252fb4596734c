package infocenter.gateway.rest;

import infocenter.client.IcFailure;
import infocenter.client.Moment;
import infocenter.core.xaction.Phase;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import infocenter.gateway.door.GatewayUseCases;
import infocenter.gateway.forward.ForwardToMember;
import infocenter.gateway.watch.FollowTable;
import io.micrometer.core.instrument.Gauge;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Holding an answer back until a row is as wanted, or the time is over. */
final class WaitRoutes {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final GatewayUseCases useCases;
    private final FollowTable follow;
    private final RestLimits limits;
    private final RowReplies rows;
    private final AtomicInteger waiters = new AtomicInteger();

    WaitRoutes(Vertx vertx, GatewayUseCases useCases, FollowTable follow, RestLimits limits, RowReplies rows) {
        this.vertx = vertx;
        this.useCases = useCases;
        this.follow = follow;
        this.limits = limits;
        this.rows = rows;
        Gauge.builder("xic_waiters", waiters, AtomicInteger::get)
                .description("requests held back until a row is as wanted")
                .register(useCases.meters());
    }

    void bind(Bindings bindings) {
        bindings.deciding("waitForXaction", this::waitFor);
    }

    private void waitFor(Call call) {
        XactionId id = XactionRoutes.id(call);
        Predicate<Xaction> until = until(call.query().text("for", "any-end"));
        Duration timeout = call.query().time("timeout", TIMEOUT);
        if (timeout.compareTo(limits.waitMax()) > 0) {
            throw Refusal.badField(
                    "timeout", "timeout: at most " + limits.waitMax().toSeconds() + "s");
        }
        if (useCases.forward().wanted(call.request())) {
            useCases.forward().forward(call.request(), id.value(), timeout.plus(ForwardToMember.ANSWER_WITHIN));
            return;
        }
        call.when(useCases.table().now(), moment -> {
            Xaction row = moment.information().xactions().find(id);
            if (row == null) {
                rows.absent(call, moment, id);
            } else if (until.test(row) || timeout.isZero()) {
                rows.answer(call, moment, row, "timedOut", !until.test(row));
            } else {
                hold(call, id, until, timeout);
            }
        });
    }

    private void hold(Call call, XactionId id, Predicate<Xaction> until, Duration timeout) {
        if (waiters.incrementAndGet() > limits.waitersMax()) {
            waiters.decrementAndGet();
            throw new IcFailure.Overloaded("waits held back at this gateway: " + limits.waitersMax());
        }
        CompletableFuture<Moment> met = follow.until(id, until);
        HttpConnection connection = call.request().connection();
        long late = vertx.setTimer(timeout.toMillis(), timer -> met.cancel(false));
        call.response().closeHandler(gone -> met.cancel(false));
        connection.shutdownHandler(stopping -> met.cancel(false));
        met.whenComplete((moment, failure) -> {
            waiters.decrementAndGet();
            vertx.cancelTimer(late);
            // The connection lives on, and would hold a moment, which is a whole table.
            call.context().runOnContext(hop -> connection.shutdownHandler(null));
        });
        call.when(met.exceptionallyCompose(failure -> present(met)), moment -> answer(call, moment, id, until));
    }

    /** Time over, client gone or gateway stopping: how it is now. */
    private CompletionStage<Moment> present(CompletableFuture<Moment> met) {
        return met.isCancelled() ? useCases.table().now() : met;
    }

    private void answer(Call call, Moment moment, XactionId id, Predicate<Xaction> until) {
        Xaction row = moment.information().xactions().find(id);
        if (row == null) {
            rows.absent(call, moment, id);
        } else {
            rows.answer(call, moment, row, "timedOut", !until.test(row));
        }
    }

    /** What has ended will never be anything else, so every wait ends with it. */
    private static Predicate<Xaction> until(String wanted) {
        return switch (wanted) {
            case "any-end", "finished" -> row -> row.end() != null;
            case "running" -> row -> row.phase() != Phase.CREATED;
            default -> throw Refusal.badField("for", "for: finished, running or any-end");
        };
    }
}
