package infocenter.gateway.rest;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Typed fields of one JSON object; refusals name the field by its path in the body. */
final class Fields {
    private final String path;
    private final Map<String, @Nullable Object> values;

    /** Refuses a body that should be empty and is not. */
    static void none(Map<String, @Nullable Object> values) {
        refuseUnknown("", values, Set.of());
    }

    /** Refuses fields that are not known. */
    Fields(String path, Map<String, @Nullable Object> values, Set<String> known) {
        this.path = path;
        this.values = values;
        refuseUnknown(path, values, known);
    }

    private static void refuseUnknown(String path, Map<String, @Nullable Object> values, Set<String> known) {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                String field = path + (name.length() <= 64 ? name : name.substring(0, 64));
                throw new Refusal(Problem.of(
                                400,
                                "unknown-field",
                                "unknown field; known: " + String.join(", ", new TreeSet<>(known)))
                        .with("field", field));
            }
        }
    }

    String text(String name) {
        String value = textOrNull(name);
        if (value == null) {
            throw Refusal.badField(path + name, path + name + ": required");
        }
        return value;
    }

    String text(String name, String otherwise) {
        String value = textOrNull(name);
        return value == null ? otherwise : value;
    }

    @Nullable
    String textOrNull(String name) {
        Object value = values.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw wrongType(name, "a text");
    }

    boolean flag(String name) {
        Object value = values.get(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw wrongType(name, "true or false");
    }

    /** A whole number, or what it is without being named. */
    long whole(String name, long otherwise) {
        Object value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw wrongType(name, "a whole number");
    }

    @SuppressWarnings("unchecked")
    Map<String, @Nullable Object> object(String name) {
        Object value = values.get(name);
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw wrongType(name, "an object");
    }

    List<?> list(String name) {
        Object value = values.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw wrongType(name, "an array");
    }

    /** An object whose values are all texts. */
    SortedMap<String, String> texts(String name) {
        SortedMap<String, String> texts = new TreeMap<>();
        object(name).forEach((key, value) -> {
            if (!(value instanceof String text)) {
                throw wrongType(name + "." + (key.length() <= 64 ? key : key.substring(0, 64)), "a text");
            }
            texts.put(key, text);
        });
        return texts;
    }

    private Refusal wrongType(String name, String wanted) {
        return Refusal.badField(path + name, path + name + ": must be " + wanted);
    }
}
