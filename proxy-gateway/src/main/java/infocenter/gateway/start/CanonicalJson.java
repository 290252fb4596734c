package infocenter.gateway.start;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One text for each JSON value: keys sorted, no spaces. So equal requests have equal hashes. */
final class CanonicalJson {
    private CanonicalJson() {}

    static String text(JsonObject value) {
        return Json.encode(sorted(value));
    }

    /** SHA-256 of the canonical text, in hexadecimal. */
    static String hash(JsonObject value) {
        return sha256(text(value).getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the text may be so large that making it should not keep an event loop; quick and rough: what is escaped counts as one. */
    static boolean large(JsonObject value, int charsMax) {
        return weight(value.getMap(), charsMax) > charsMax;
    }

    /** Characters of names and texts; stops counting beyond the bound. */
    private static long weight(@Nullable Object value, int charsMax) {
        if (value instanceof String text) {
            return text.length() + 3L;
        }
        // Both of Vert.x' own are iterable.
        Iterable<?> inner = value instanceof Iterable<?> items
                ? items
                : value instanceof Map<?, ?> map ? map.entrySet() : List.of();
        long sum = 4;
        for (Object item : inner) {
            sum += item instanceof Map.Entry<?, ?> entry
                    ? weight(entry.getKey(), charsMax) + weight(entry.getValue(), charsMax)
                    : weight(item, charsMax);
            if (sum > charsMax) {
                break;
            }
        }
        return sum;
    }

    /** In hexadecimal. */
    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    private static @Nullable Object sorted(@Nullable Object value) {
        if (value instanceof JsonObject object) {
            return sorted(object.getMap());
        }
        if (value instanceof JsonArray array) {
            return sorted(array.getList());
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> byKey = new TreeMap<>();
            map.forEach((key, inner) -> byKey.put(String.valueOf(key), sorted(inner)));
            return byKey;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>(list.size());
            list.forEach(item -> items.add(sorted(item)));
            return items;
        }
        return value;
    }
}
