package infocenter.target.ais;

import infocenter.target.store.CustomMetadata;
import infocenter.target.store.ObjectInfo;
import infocenter.target.store.ObjectMetadata;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Headers that tell of an object. */
final class AisHeaders {
    static final String CHECKSUM_TYPE = "Ais-Checksum-Type";
    static final String CHECKSUM_VALUE = "Ais-Checksum-Value";
    static final String CUSTOM = "Ais-Custom-Md";
    static final String APPEND_HANDLE = "Ais-Append-Handle";

    /** XXH64 with seed 0 by its name there. */
    static final String XXHASH = "xxhash2";

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private AisHeaders() {}

    /** What every answer with or about a content has. */
    static void content(HttpServerResponse response, ObjectInfo info) {
        checksum(response, info);
        atime(response, info);
        version(response, info);
    }

    /** All there is, for clients that ask without naming properties. */
    static void all(HttpServerResponse response, ObjectMetadata metadata, String bucket, String self) {
        ObjectInfo info = metadata.info();
        content(response, info);
        custom(response, metadata.custom());
        response.putHeader("Ais-Present", "true")
                .putHeader("Ais-Name", latin(info.name().value()))
                .putHeader("Ais-Bucket-Name", bucket)
                .putHeader("Ais-Bucket-Provider", "ais")
                .putHeader("Ais-Location", location(self))
                .putHeader("Ais-Mirror-Copies", "1");
    }

    /** Only those properties; a name that is not known says nothing. */
    static void some(HttpServerResponse response, ObjectMetadata metadata, String self, List<String> wanted) {
        ObjectInfo info = metadata.info();
        response.putHeader("Ais-Present", "true");
        for (String property : wanted) {
            switch (property) {
                case "name" -> response.putHeader("Ais-Name", latin(info.name().value()));
                case "size" -> response.putHeader("Ais-Size", Long.toString(info.size()));
                case "checksum" -> checksum(response, info);
                case "atime" -> atime(response, info);
                case "version" -> version(response, info);
                case "custom" -> custom(response, metadata.custom());
                case "location" -> response.putHeader("Ais-Location", location(self));
                case "copies" -> response.putHeader("Ais-Mirror-Copies", "1");
                case "etag" -> response.putHeader("ETag", "\"" + info.checksum() + "\"");
                case "last-modified", "last_modified" ->
                    response.putHeader("Last-Modified", HTTP_DATE.format(Instant.ofEpochMilli(info.createdMillis())));
                default -> {
                    // Of features that are not here.
                }
            }
        }
    }

    static void custom(HttpServerResponse response, CustomMetadata custom) {
        customTo(response.headers(), custom);
    }

    /** The same for a request of ours. */
    static void customTo(MultiMap headers, CustomMetadata custom) {
        List<String> pairs = new ArrayList<>();
        custom.entries().forEach((key, value) -> pairs.add(latin(key + "=" + value)));
        if (!pairs.isEmpty()) {
            headers.set(CUSTOM, pairs);
        }
    }

    /**
     * Custom metadata of a request: {@code k=v} each.
     *
     * @throws IllegalArgumentException with the rule that was broken
     */
    static CustomMetadata customOf(List<String> headers) {
        Map<String, String> entries = new TreeMap<>();
        for (String header : headers) {
            String pair = new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("custom metadata must be key=value");
            }
            entries.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return CustomMetadata.of(entries);
    }

    private static void checksum(HttpServerResponse response, ObjectInfo info) {
        response.putHeader(CHECKSUM_TYPE, XXHASH).putHeader(CHECKSUM_VALUE, info.checksum());
    }

    private static void atime(HttpServerResponse response, ObjectInfo info) {
        response.putHeader("Ais-Atime", info.createdMillis() + "000000");
    }

    /** Counts the contents of the name; which map was in force is of no interest there. */
    private static void version(HttpServerResponse response, ObjectInfo info) {
        response.putHeader("Ais-Version", Long.toString(info.version().counter()));
    }

    private static String location(String self) {
        return "t[" + self + "]:mp[]";
    }

    /** UTF-8 bytes as the Latin-1 characters that a header carries. */
    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
