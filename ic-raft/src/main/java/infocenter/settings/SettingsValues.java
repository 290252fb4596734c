package infocenter.settings;

import com.fasterxml.jackson.databind.JsonNode;
import infocenter.core.cluster.NodeId;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;

/** Single values: what each type looks like in YAML. A value of another shape is an {@code IllegalArgumentException} that says both. */
final class SettingsValues {
    private SettingsValues() {}

    /** True for the types that are one value in YAML. */
    static boolean isValue(Class<?> type) {
        return type == NodeId.class || type == ByteSize.class || !type.isRecord();
    }

    /** What stands in the documentation for that type. */
    static String shown(Type type) {
        if (SettingsKeys.isList(type)) {
            return "list of " + shown(SettingsKeys.element(type));
        }
        if (type == String.class) {
            return "text";
        } else if (type == NodeId.class) {
            return "name";
        } else if (type == Path.class) {
            return "path";
        } else if (type == Duration.class) {
            return "duration";
        } else if (type == ByteSize.class) {
            return "size";
        } else if (type == boolean.class) {
            return "true or false";
        } else if (type == int.class || type == Integer.class || type == long.class) {
            return "integer";
        }
        return "keys below";
    }

    /** Paths are relative to the folder of {@code file}, which is absolute; an empty one stays empty. */
    static Object read(JsonNode node, Class<?> type, Path file) {
        if (type == String.class) {
            return text(node, "a text");
        } else if (type == NodeId.class) {
            return new NodeId(text(node, "a name"));
        } else if (type == Path.class) {
            String path = text(node, "a path");
            return path.isEmpty() ? Path.of("") : file.resolveSibling(path).normalize();
        } else if (type == Duration.class) {
            return DurationText.parse(text(node, "a duration such as 500ms, 10s, 2m, 1h or 7d"));
        } else if (type == ByteSize.class) {
            return size(node);
        } else if (type == int.class || type == Integer.class) {
            return wholeNumber(node, node.isIntegralNumber() && node.canConvertToInt())
                    .intValue();
        } else if (type == long.class) {
            return wholeNumber(node, node.isIntegralNumber() && node.canConvertToLong())
                    .longValue();
        } else if (type == boolean.class) {
            return truth(node);
        }
        throw new IllegalStateException("no rule for settings of " + type);
    }

    private static String text(JsonNode node, String expected) {
        if (node.isTextual()) {
            return node.textValue();
        }
        // Numbers are not taken as text: 0x10 or 1_000 would silently become another one.
        throw new IllegalArgumentException("expected " + expected + ", but found " + found(node)
                + (node.isValueNode() ? "; put it in quotes" : ""));
    }

    private static ByteSize size(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return new ByteSize(node.longValue());
        }
        if (node.isTextual()) {
            return ByteSize.parse(node.textValue());
        }
        throw new IllegalArgumentException("expected a size such as 64MiB or 4096, but found " + found(node));
    }

    private static Number wholeNumber(JsonNode node, boolean fits) {
        if (!fits) {
            throw new IllegalArgumentException("expected a whole number, but found " + found(node));
        }
        return node.numberValue();
    }

    private static boolean truth(JsonNode node) {
        if (!node.isBoolean()) {
            throw new IllegalArgumentException("expected true or false, but found " + found(node));
        }
        return node.booleanValue();
    }

    static String found(JsonNode node) {
        if (node.isObject()) {
            return "keys";
        } else if (node.isArray()) {
            return "a list";
        }
        String value = node.toString();
        return value.length() <= 80 ? value : value.substring(0, 80) + "...";
    }
}
