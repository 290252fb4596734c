package infocenter.gateway.ais.download;

import com.fasterxml.jackson.core.JsonGenerator;
import infocenter.client.Moment;
import infocenter.core.xaction.Phase;
import infocenter.core.xaction.Progress;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import infocenter.gateway.ais.AisCall;
import infocenter.gateway.ais.AisError;
import infocenter.gateway.ais.AisFields;
import infocenter.gateway.ais.AisRefusal;
import infocenter.gateway.door.GatewayUseCases;
import infocenter.gateway.door.IsoTime;
import infocenter.gateway.read.ReadErrors;
import infocenter.gateway.read.RowFilter;
import infocenter.gateway.read.RowPage;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Downloads as their rows show them. Each is a job of its own here; in AIStore several share one. */
final class DownloadViews {
    static final String KIND = "download";

    private static final int LISTED_MAX = 1_000;
    /** What clients are used to read in a download that has not ended. */
    private static final String NOT_FINISHED = "1970-01-01T00:00:00Z";

    private static final RowFilter DOWNLOADS = new RowFilter(KIND, null, null, null, null, false);

    private final GatewayUseCases useCases;

    DownloadViews(GatewayUseCases useCases) {
        this.useCases = useCases;
    }

    void answer(AisCall call) {
        AisFields message = call.fields();
        String id = message.text("id");
        if (id.isEmpty()) {
            list(call, message.text("regex"), message.flag("only_active_tasks"));
        } else {
            one(call, id);
        }
    }

    /** The newest ones; the pattern is taken for a part of the id, since a pattern of a stranger could keep us busy for ever. */
    private void list(AisCall call, String part, boolean activeOnly) {
        call.atMember(
                call.remote(),
                () -> call.when(useCases.table().now(), moment -> {
                    List<Xaction> rows =
                            RowPage.of(moment.information().xactions(), DOWNLOADS, Long.MAX_VALUE, LISTED_MAX)
                                    .rows()
                                    .stream()
                                    .filter(row ->
                                            row.id().value().contains(part) && (!activeOnly || row.end() == null))
                                    .toList();
                    call.jsonAsText(json -> {
                        json.writeStartArray();
                        for (Xaction row : rows) {
                            json.writeStartObject();
                            job(json, row, moment, 0);
                            json.writeEndObject();
                        }
                        json.writeEndArray();
                    });
                }));
    }

    private void one(AisCall call, String id) {
        call.atMember(
                id,
                () -> call.when(useCases.table().now(), moment -> {
                    Xaction row = find(moment, id);
                    call.when(
                            useCases.errors().of(row),
                            errors -> call.jsonAsText(json -> {
                                json.writeStartObject();
                                job(json, row, moment, errors.errors().size() + errors.dropped());
                                if (!errors.errors().isEmpty()) {
                                    json.writeArrayFieldStart("download_errors");
                                    for (ReadErrors.ErrorAt error : errors.errors()) {
                                        json.writeStartObject();
                                        json.writeStringField("name", error.object());
                                        json.writeStringField("error", error.error());
                                        json.writeEndObject();
                                    }
                                    json.writeEndArray();
                                }
                                json.writeEndObject();
                            }));
                }));
    }

    static Xaction find(Moment moment, String text) {
        XactionId id = id(text);
        Xaction row = id == null ? null : moment.information().xactions().find(id);
        if (row == null || !row.kind().equals(KIND)) {
            throw new AisRefusal(new AisError(404, "ErrNotFound", "download job " + text + " does not exist"));
        }
        return row;
    }

    private static @Nullable XactionId id(String text) {
        try {
            return new XactionId(text);
        } catch (IllegalArgumentException nobodys) {
            return null;
        }
    }

    private static void job(JsonGenerator json, Xaction row, Moment moment, long errors) throws IOException {
        Progress progress = Progress.of(row, moment.information().clocks().elapsedMillis());
        boolean over = row.end() != null;
        long total = progress.objectsTotal();
        json.writeStringField("id", row.id().value());
        json.writeStringField("xaction_id", row.id().value());
        json.writeStringField("description", "");
        json.writeStringField("started_time", IsoTime.of(row.registeredShownMillis()));
        json.writeStringField(
                "finished_time",
                row.end() == null ? NOT_FINISHED : IsoTime.of(row.end().atShownMillis()));
        json.writeNumberField("finished_cnt", progress.objects());
        json.writeNumberField("scheduled_cnt", total < 0 ? progress.objects() + errors : total);
        json.writeNumberField("skipped_cnt", 0);
        json.writeNumberField("error_cnt", errors);
        json.writeNumberField("total", over && total < 0 ? progress.objects() + errors : total);
        json.writeBooleanField("all_dispatched", over || total >= 0);
        json.writeBooleanField("aborted", row.phase() == Phase.ABORTED || row.phase() == Phase.ABORTING);
    }
}
