package infocenter.target.rest;

import infocenter.core.bucket.ObjectName;
import infocenter.node.TransferHeaders;
import infocenter.target.store.CustomMetadata;
import infocenter.target.store.ObjectInfo;
import infocenter.target.store.ObjectMetadata;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What is known of an object, as headers. Custom values are UTF-8, which a header carries as Latin-1 characters. */
final class MetaHeaders {
    private MetaHeaders() {}

    /**
     * A client's own keys and values, without the prefix.
     *
     * @throws Problem.Refused naming the header
     */
    static CustomMetadata read(MultiMap headers) {
        return read(headers, MetaHeaders::utf8);
    }

    /** The same from another target, which percent-encodes them, since they may hold what no header can carry. */
    static CustomMetadata readTransferred(MultiMap headers) {
        return read(headers, PercentText::decode);
    }

    /** Custom keys and values of an answer that {@link #write} made. */
    static Map<String, String> answered(Map<String, List<String>> headers) {
        Map<String, String> entries = new TreeMap<>();
        headers.forEach((header, values) -> {
            // The JDK keeps the status line under no name.
            String key = header == null ? "" : header.toLowerCase(Locale.ROOT);
            if (key.startsWith(TransferHeaders.META_PREFIX)) {
                entries.put(key.substring(TransferHeaders.META_PREFIX.length()), utf8(values.get(0)));
            }
        });
        return entries;
    }

    private static CustomMetadata read(MultiMap headers, UnaryOperator<String> decode) {
        Map<String, String> entries = new TreeMap<>();
        try {
            for (Map.Entry<String, String> header : headers) {
                String key = header.getKey().toLowerCase(Locale.ROOT);
                if (key.startsWith(TransferHeaders.META_PREFIX)) {
                    String name = decode.apply(key.substring(TransferHeaders.META_PREFIX.length()));
                    entries.put(name, decode.apply(header.getValue()));
                }
            }
            return CustomMetadata.of(entries);
        } catch (IllegalArgumentException bad) {
            throw Problem.field(TransferHeaders.META_PREFIX + "*", String.valueOf(bad.getMessage()))
                    .refused();
        }
    }

    static void write(HttpServerResponse response, ObjectMetadata metadata) {
        ObjectInfo info = metadata.info();
        response.putHeader(HttpHeaders.ETAG, "\"" + info.checksum() + "\"")
                .putHeader(TransferHeaders.CHECKSUM, info.checksum())
                .putHeader(TransferHeaders.OBJECT_VERSION, info.version().toString())
                .putHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        metadata.custom()
                .entries()
                .forEach((key, value) -> response.putHeader(TransferHeaders.META_PREFIX + key, latin(value)));
    }

    /** UTF-8 bytes as Latin-1 characters: what {@link #read} turns back. */
    static String latin(String value) {
        return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String utf8(String latin) {
        return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    static JsonObject json(ObjectName name, ObjectInfo info) {
        return new JsonObject()
                .put("name", name.value())
                .put("size", info.size())
                .put("checksum", info.checksum())
                .put("version", info.version().toString());
    }
}
