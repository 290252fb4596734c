package infocenter.gateway.rest;

import infocenter.client.Moment;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import infocenter.gateway.door.GatewayUseCases;
import infocenter.gateway.door.IsoTime;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One row: its detail, its end, its errors. */
final class XactionRoutes {
    private final GatewayUseCases useCases;
    private final RowReplies rows;

    XactionRoutes(GatewayUseCases useCases, RowReplies rows) {
        this.useCases = useCases;
        this.rows = rows;
    }

    void bind(Bindings bindings) {
        bindings.member("showXaction", this::show);
        bindings.member("abortXaction", this::abort);
        bindings.member("showErrors", this::errors);
    }

    static XactionId id(Call call) {
        return Parsed.field("id", call.name("id"), XactionId::new);
    }

    private void show(Call call) {
        XactionId id = id(call);
        String consistency = call.query().text("consistency", "linearizable");
        if (consistency.equals("stale")) {
            rows.answer(call, useCases.table().stale(), id, true);
        } else if (consistency.equals("linearizable")) {
            call.when(useCases.table().now(), moment -> rows.answer(call, moment, id, false));
        } else {
            throw Refusal.badField("consistency", "consistency: linearizable or stale");
        }
    }

    private void abort(Call call) {
        XactionId id = id(call);
        String from = Callers.from(call, useCases.settings().id());
        String why = call.query().text("reason", "");
        call.when(useCases.abort().abort(id, Callers.of(from, "reason", why)), answer -> {
            Moment moment = answer.moment();
            if (answer.outcome() instanceof Outcome.Refused refused) {
                if (refused.reason() == Reason.NO_SUCH_XACTION) {
                    rows.absent(call, moment, id);
                    return;
                }
                call.stamp(moment.term(), moment.index());
                call.problem(
                        refused.reason() == Reason.ALREADY_ENDED
                                ? ended(refused, moment.information().xactions().find(id))
                                : ErrorReplies.of(refused));
            } else {
                rows.answer(call, moment, id, false);
            }
        });
    }

    private static Problem ended(Outcome.Refused refused, @Nullable Xaction row) {
        Problem problem = ErrorReplies.of(refused);
        if (row == null || row.end() == null) {
            return problem;
        }
        return problem.with("id", row.id().value())
                .with("state", row.phase().shown())
                .with("end", IsoTime.of(row.end().atShownMillis()));
    }

    private void errors(Call call) {
        XactionId id = id(call);
        CompletableFuture<Moment> read = useCases.table().now();
        call.when(read, moment -> {
            Xaction row = moment.information().xactions().find(id);
            if (row == null) {
                rows.absent(call, moment, id);
                return;
            }
            call.stamp(moment.term(), moment.index());
            call.when(useCases.errors().of(row), answer -> call.json(200, json -> NamesView.errors(json, answer)));
        });
    }
}
