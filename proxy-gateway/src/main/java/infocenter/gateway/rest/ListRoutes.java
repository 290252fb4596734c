package infocenter.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import infocenter.client.Moment;
import infocenter.core.cluster.Identity;
import infocenter.core.xaction.Xaction;
import infocenter.gateway.door.GatewayUseCases;
import infocenter.gateway.door.JsonText;
import infocenter.gateway.read.RowFilter;
import infocenter.gateway.read.RowPage;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.function.Supplier;

/** The list of xactions: a page, or everything as lines of JSON. */
final class ListRoutes {
    private static final int PAGE = 100;
    /** Rows of a page that is written on the event loop. */
    private static final int PAGE_ON_LOOP_MAX = 200;

    private final Vertx vertx;
    private final GatewayUseCases useCases;
    private final RestLimits limits;

    ListRoutes(Vertx vertx, GatewayUseCases useCases, RestLimits limits) {
        this.vertx = vertx;
        this.useCases = useCases;
        this.limits = limits;
    }

    void bind(Bindings bindings) {
        bindings.member("listXactions", this::list);
    }

    private void list(Call call) {
        RowFilter filter = RowFilters.of(call.query());
        int limit = call.query().number("limit", PAGE, 1, limits.pageMax());
        boolean all = call.query().flag("all");
        if (all && call.query().text("cursor") != null) {
            throw Refusal.badField("cursor", "cursor: all=true begins at the beginning");
        }
        call.when(useCases.table().now(), moment -> {
            if (all) {
                everything(call, moment, filter);
            } else {
                page(call, moment, filter, limit);
            }
        });
    }

    /** A short page at once; a long one takes as long as hundreds of other requests, so the event loop is left to them. */
    private void page(Call call, Moment moment, RowFilter filter, int limit) {
        Identity identity = moment.information().identity();
        long epoch = identity == null ? 0 : identity.epoch();
        String bound = RowFilters.text(call.query());
        String cursor = call.query().text("cursor");
        long below = cursor == null
                ? Long.MAX_VALUE
                : Cursor.decode(cursor, epoch, bound).below();
        Supplier<Buffer> text = () -> {
            RowPage page = RowPage.of(moment.information().xactions(), filter, below, limit);
            return JsonText.of(json -> page(json, moment, page, epoch, bound));
        };
        call.stamp(moment.term(), moment.index());
        if (limit <= PAGE_ON_LOOP_MAX) {
            call.json(200, text.get());
        } else {
            call.when(vertx.executeBlocking(text::get, false).toCompletionStage(), whole -> call.json(200, whole));
        }
    }

    private static void page(JsonGenerator json, Moment moment, RowPage page, long epoch, String bound)
            throws IOException {
        long nowMillis = moment.information().clocks().elapsedMillis();
        json.writeStartObject();
        json.writeArrayFieldStart("items");
        for (Xaction row : page.rows()) {
            json.writeStartObject();
            XactionView.fields(json, row, nowMillis);
            json.writeEndObject();
        }
        json.writeEndArray();
        if (page.cursor() != 0) {
            json.writeStringField("cursor", new Cursor(page.cursor()).encoded(epoch, bound));
        }
        json.writeNumberField("version", moment.index());
        json.writeNumberField("term", moment.term());
        json.writeEndObject();
    }

    private void everything(Call call, Moment moment, RowFilter filter) {
        call.stamp(moment.term(), moment.index());
        call.response().setChunked(true).putHeader("Content-Type", "application/x-ndjson");
        new Outflow(vertx, call, limits.stalledAfter(), new RowLines(moment, filter), () -> {}).flow();
    }
}
