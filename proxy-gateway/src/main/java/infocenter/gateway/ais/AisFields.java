package infocenter.gateway.ais;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object as AIStore reads it: names in any case, unknown ones without meaning, {@code null} the same as nothing, numbers also
 * as texts. Lives with its call.
 */
public final class AisFields {
    /** No field at all. */
    public static final AisFields NONE = new AisFields(Map.of());

    private final SortedMap<String, @Nullable Object> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, @Nullable Object> exact;

    /** Of these, by their names as they were written; of two that differ in case alone the last one counts. */
    AisFields(Map<String, @Nullable Object> exact) {
        this.exact = exact;
        fields.putAll(exact);
    }

    /** That value as an object: none for null, refused for anything else. */
    public static AisFields of(String name, @Nullable Object value) {
        if (value == null) {
            return NONE;
        }
        if (value instanceof AisFields fields) {
            return fields;
        }
        throw wrong(name, "an object");
    }

    /** What stands there, or null. */
    public @Nullable Object get(String name) {
        return fields.get(name);
    }

    /** Whether something stands there that is not null. */
    public boolean has(String name) {
        return fields.get(name) != null;
    }

    /** All of it with names as they were written, for objects whose names are a client's own. */
    public Map<String, @Nullable Object> all() {
        return exact;
    }

    /** A text, empty when there is none. */
    public String text(String name) {
        Object value = fields.get(name);
        if (value == null) {
            return "";
        }
        if (value instanceof String text) {
            return text;
        }
        throw wrong(name, "a text");
    }

    /** A truth, false when there is none. */
    public boolean flag(String name) {
        Object value = fields.get(name);
        if (value == null) {
            return false;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw wrong(name, "true or false");
    }

    /** A whole number, also as a text. */
    public long whole(String name, long otherwise) {
        Object value = fields.get(name);
        if (value == null || value.equals("")) {
            return otherwise;
        }
        try {
            if (value instanceof String text) {
                return Long.parseLong(text);
            }
            if (value instanceof BigDecimal number) {
                return number.longValueExact();
            }
        } catch (ArithmeticException | NumberFormatException tooLarge) {
            throw wrong(name, "a whole number of 64 bits");
        }
        throw wrong(name, "a whole number");
    }

    /** An object, empty when there is none. */
    public AisFields object(String name) {
        return of(name, fields.get(name));
    }

    /** A list, empty when there is none. */
    public List<@Nullable Object> list(String name) {
        Object value = fields.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        throw wrong(name, "a list");
    }

    /** A list of texts, empty when there is none. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Object item : list(name)) {
            if (!(item instanceof String text)) {
                throw wrong(name, "a list of texts");
            }
            texts.add(text);
        }
        return texts;
    }

    private static AisRefusal wrong(String name, String wanted) {
        return AisRefusal.bad("failed to unmarshal JSON: field \"" + name + "\" must be " + wanted);
    }
}
