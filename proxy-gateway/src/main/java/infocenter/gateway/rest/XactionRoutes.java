package infocenter.gateway.rest;

import infocenter.client.Moment;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import infocenter.gateway.door.GatewayUseCases;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One row: its detail, its end, its errors. */
final class XactionRoutes {
    private final GatewayUseCases useCases;

    XactionRoutes(GatewayUseCases useCases) {
        this.useCases = useCases;
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
            row(call, useCases.table().stale(), id, true);
        } else if (consistency.equals("linearizable")) {
            call.when(useCases.table().now(), moment -> row(call, moment, id, false));
        } else {
            throw Refusal.badField("consistency", "consistency: linearizable or stale");
        }
    }

    /** Answers with the row of one moment, or says that there is none. */
    private static void row(Call call, Moment moment, XactionId id, boolean stale) {
        Xaction row = moment.information().xactions().find(id);
        if (row == null) {
            missing(call, moment, id);
        } else {
            row(call, moment, row, stale ? "stale" : null, true);
        }
    }

    /** Answers that there is no such row. */
    static void missing(Call call, Moment moment, XactionId id) {
        call.stamp(moment.term(), moment.index());
        call.problem(ErrorReplies.noSuchXaction(id));
    }

    /**
     * Answers with a row.
     *
     * @param flag name of a further field, or null
     */
    static void row(Call call, Moment moment, Xaction row, @Nullable String flag, boolean value) {
        call.json(200, moment.term(), moment.index(), json -> {
            json.writeStartObject();
            XactionView.fields(json, row);
            if (flag != null) {
                json.writeBooleanField(flag, value);
            }
            json.writeNumberField("version", moment.index());
            json.writeNumberField("term", moment.term());
            json.writeEndObject();
        });
    }

    private void abort(Call call) {
        XactionId id = id(call);
        String from = Callers.from(call, useCases.settings().id());
        String why = call.query().text("reason", "");
        call.when(useCases.abort().abort(id, Callers.of(from, "reason", why)), answer -> {
            Moment moment = answer.moment();
            if (answer.outcome() instanceof Outcome.Refused refused) {
                call.stamp(moment.term(), moment.index());
                call.problem(
                        refused.reason() == Reason.ALREADY_ENDED
                                ? ended(refused, moment.information().xactions().find(id))
                                : ErrorReplies.of(refused));
            } else {
                row(call, moment, id, false);
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
                missing(call, moment, id);
                return;
            }
            call.stamp(moment.term(), moment.index());
            call.when(useCases.errors().of(row), answer -> call.json(200, json -> NamesView.errors(json, answer)));
        });
    }
}
