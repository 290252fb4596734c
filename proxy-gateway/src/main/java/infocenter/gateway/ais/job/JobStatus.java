package infocenter.gateway.ais.job;

import com.fasterxml.jackson.core.JsonGenerator;
import infocenter.core.xaction.End;
import infocenter.core.xaction.Phase;
import infocenter.core.xaction.Xaction;
import java.io.IOException;

/** One job of the whole cluster in five fields: what clients that wait ask for again and again. */
record JobStatus(Xaction row) {
    private static final long NANOS_A_MILLI = 1_000_000;

    void write(JsonGenerator json) throws IOException {
        End end = row.end();
        json.writeStartObject();
        json.writeStringField("kind", AisKinds.of(row));
        json.writeStringField("uuid", row.id().value());
        json.writeStringField("err", end == null ? "" : end.error());
        json.writeNumberField("end_time", end == null ? 0 : Math.max(1, end.atShownMillis() * NANOS_A_MILLI));
        json.writeBooleanField("aborted", row.phase() == Phase.ABORTED);
        json.writeEndObject();
    }
}
