package infocenter.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import infocenter.core.xaction.Progress;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.Xaction;
import java.io.IOException;

/** How far a row is, as JSON. What nobody can know is null. Any thread. */
final class ProgressView {
    private ProgressView() {}

    static void write(JsonGenerator json, Xaction row, long nowMillis) throws IOException {
        Progress progress = Progress.of(row, nowMillis);
        long planned = 0;
        for (Run run : row.runs().values()) {
            planned += run.plannedObjects();
        }
        json.writeObjectFieldStart("progress");
        json.writeNumberField("objects", progress.objects());
        json.writeNumberField("bytes", progress.bytes());
        json.writeNumberField("plannedObjects", planned);
        known(json, "totalObjects", progress.objectsTotal());
        known(json, "percent", progress.percent());
        if (progress.objectsPerSecond() < 0) {
            json.writeNullField("objectsPerSecond");
        } else {
            json.writeNumberField("objectsPerSecond", progress.objectsPerSecond() / 1_000.0);
        }
        known(json, "bytesPerSecond", progress.bytesPerSecond());
        if (progress.leftLow() < 0) {
            json.writeNullField("secondsLeft");
        } else {
            json.writeObjectFieldStart("secondsLeft");
            json.writeNumberField("low", progress.leftLow());
            json.writeNumberField("high", progress.leftHigh());
            json.writeEndObject();
        }
        json.writeBooleanField("stalled", progress.stalled());
        json.writeEndObject();
    }

    /** How many of its runs are stalled: the only thing of a row that changes while the row does not. */
    static int stalled(Xaction row, long nowMillis) {
        int stalled = 0;
        for (Run run : row.runs().values()) {
            stalled += Progress.stalled(run, nowMillis) ? 1 : 0;
        }
        return stalled;
    }

    private static void known(JsonGenerator json, String field, long value) throws IOException {
        if (value < 0) {
            json.writeNullField(field);
        } else {
            json.writeNumberField(field, value);
        }
    }
}
