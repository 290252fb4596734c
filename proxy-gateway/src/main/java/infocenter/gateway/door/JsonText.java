package infocenter.gateway.door;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Writes JSON straight to bytes: no tree, no reflection. Any thread. */
public final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int EXPECTED_BYTES = 1_024;

    private JsonText() {}

    /** Writes one value. */
    @FunctionalInterface
    public interface Writer {
        /** Writes it. */
        void write(JsonGenerator json) throws IOException;
    }

    /** The bytes of that value. */
    public static Buffer of(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(EXPECTED_BYTES);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            writer.write(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory takes every byte", impossible);
        }
        return Buffer.buffer(bytes.toByteArray());
    }

    /** A text, or JSON null when it is empty or missing. */
    public static void textOrNull(JsonGenerator json, String field, @Nullable String text) throws IOException {
        if (text == null || text.isEmpty()) {
            json.writeNullField(field);
        } else {
            json.writeStringField(field, text);
        }
    }

    /** A moment as ISO-8601 in UTC, or JSON null for 0. */
    public static void timeOrNull(JsonGenerator json, String field, long epochMillis) throws IOException {
        if (epochMillis <= 0) {
            json.writeNullField(field);
        } else {
            json.writeStringField(field, IsoTime.of(epochMillis));
        }
    }
}
