package infocenter.gateway.ais.bucket;

import com.fasterxml.jackson.core.JsonGenerator;
import infocenter.core.bucket.BucketName;
import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.Node;
import infocenter.gateway.ais.AisCall;
import infocenter.gateway.map.ClusterMapView;
import infocenter.node.Page;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.msgpack.jackson.dataformat.MessagePackFactory;

/**
 * One page of a listing in the words that the client asked for: msgpack with Go's names and short keys, or JSON.
 *
 * @param id of the listing
 * @param token to go on, empty at the end
 * @param props wanted of each object
 */
record ListAnswer(
        String id,
        String token,
        List<ListEntries.Entry> entries,
        List<String> props,
        BucketName bucket,
        ClusterMapView view) {
    private static final String MSGPACK = "application/msgpack";
    private static final MessagePackFactory FACTORY = new MessagePackFactory();
    private static final int PRESENT = 64;
    private static final int FOLDER = 256;
    private static final DateTimeFormatter RFC_822 =
            DateTimeFormatter.ofPattern("dd MMM yy HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    void send(AisCall call) {
        String accept = call.request().getHeader("Accept");
        if (accept == null || !accept.contains(MSGPACK)) {
            call.json(json -> write(json, false));
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator packer = FACTORY.createGenerator(bytes)) {
            write(packer, true);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory takes every byte", impossible);
        }
        call.end(200, MSGPACK, Buffer.buffer(bytes.toByteArray()));
    }

    private void write(JsonGenerator out, boolean packed) throws IOException {
        out.writeStartObject();
        out.writeStringField(packed ? "UUID" : "uuid", id);
        out.writeStringField(packed ? "ContinuationToken" : "continuation_token", token);
        out.writeArrayFieldStart(packed ? "Entries" : "entries");
        for (ListEntries.Entry entry : entries) {
            out.writeStartObject();
            entry(out, entry, packed);
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeNumberField(packed ? "Flags" : "flags", 0);
        out.writeEndObject();
    }

    private void entry(JsonGenerator out, ListEntries.Entry entry, boolean packed) throws IOException {
        out.writeStringField(packed ? "n" : "name", entry.name());
        Page.Entry object = entry.object();
        if (object == null) {
            out.writeNumberField(packed ? "f" : "flags", FOLDER);
            return;
        }
        for (String property : props) {
            switch (property) {
                case "size" -> size(out, object, packed);
                case "checksum" -> out.writeStringField(packed ? "cs" : "checksum", object.checksum());
                case "atime" ->
                    out.writeStringField(
                            packed ? "a" : "atime", RFC_822.format(Instant.ofEpochMilli(object.modifiedMillis())));
                case "version" ->
                    out.writeStringField(
                            packed ? "v" : "version",
                            object.version().substring(object.version().indexOf('.') + 1));
                case "location" -> location(out, object, packed);
                case "copies" -> out.writeNumberField(packed ? "c" : "copies", 1);
                default -> {
                    // The name is there already; what else there is belongs to features that are not here.
                }
            }
        }
        out.writeNumberField(packed ? "f" : "flags", PRESENT);
    }

    private static void size(JsonGenerator out, Page.Entry object, boolean packed) throws IOException {
        if (packed) {
            out.writeNumberField("s", object.size());
        } else {
            out.writeStringField("size", Long.toString(object.size()));
        }
    }

    private void location(JsonGenerator out, Page.Entry object, boolean packed) throws IOException {
        Node home = view.home(bucket, new ObjectName(object.name()));
        if (home != null) {
            out.writeStringField(packed ? "t" : "location", "t[" + home.id() + "]");
        }
    }
}
