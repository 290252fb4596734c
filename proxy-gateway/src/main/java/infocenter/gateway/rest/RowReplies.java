package infocenter.gateway.rest;

import infocenter.client.Moment;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Answers that are one row of one moment. Any event loop. */
final class RowReplies {
    private final AbsentRows absent;
    private final RowTexts texts = new RowTexts();

    RowReplies(AbsentRows absent) {
        this.absent = absent;
    }

    /** Answers with the row, or says that there is none. */
    void answer(Call call, Moment moment, XactionId id, boolean stale) {
        Xaction row = moment.information().xactions().find(id);
        if (row == null) {
            absent(call, moment, id);
        } else {
            answer(call, moment, row, stale ? "stale" : null, true);
        }
    }

    /** Answers that there is no such row. */
    void absent(Call call, Moment moment, XactionId id) {
        absent.answer(call, moment, id);
    }

    /**
     * Answers with a row.
     *
     * @param flag name of a further field, or null
     */
    void answer(Call call, Moment moment, Xaction row, @Nullable String flag, boolean value) {
        Buffer text = texts.open(row, moment.information().clocks().elapsedMillis());
        if (flag != null) {
            text.appendString(",\"" + flag + "\":" + value);
        }
        text.appendString(",\"version\":" + moment.index() + ",\"term\":" + moment.term() + "}");
        call.stamp(moment.term(), moment.index());
        call.json(200, text);
    }
}
