package infocenter.core.table;

import infocenter.core.bucket.NameTemplate;
import infocenter.core.bucket.ObjectName;
import infocenter.core.bucket.Utf8Order;
import infocenter.core.command.Command.RegisterXaction;
import infocenter.core.command.Json;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.transform.TransformerName;
import infocenter.core.xaction.BlobAddress;
import infocenter.core.xaction.Kind;
import infocenter.core.xaction.Kind.Argument;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** Judges a start's arguments by its kind's table of them. */
final class Arguments {
    private Arguments() {}

    /**
     * The first argument that is wrong, named as {@code arguments.<name>}; null when all fit. Arguments that are a blob are judged
     * where the blob is made, since the row has only their hash.
     */
    static Outcome.@Nullable Refused refuse(Kind kind, RegisterXaction start, Limits limits) {
        if (!start.argumentsHash().isEmpty()) {
            return refuseBlob(start);
        }
        if (start.arguments().length() > limits.argumentBytesMax()
                || Utf8Order.utf8Length(start.arguments()) > limits.argumentBytesMax()) {
            return Draft.refused(
                    Reason.TOO_LARGE,
                    "arguments",
                    "arguments: at most " + limits.argumentBytesMax() + " bytes in a row");
        }
        return refuse(kind, start.arguments());
    }

    private static Outcome.@Nullable Refused refuseBlob(RegisterXaction start) {
        if (!start.arguments().isEmpty()) {
            return wrong("", "arguments are in the row or a blob, not both");
        }
        try {
            BlobAddress.parse(start.argumentsHash());
            return null;
        } catch (IllegalArgumentException broken) {
            return wrong("", String.valueOf(broken.getMessage()));
        }
    }

    /** The first wrong argument of that JSON text; empty text stands for no arguments. */
    static Outcome.@Nullable Refused refuse(Kind kind, String text) {
        Json parsed;
        try {
            parsed = text.isEmpty() ? new Json.Fields(TreePMap.empty()) : Json.parse(text);
        } catch (IllegalArgumentException malformed) {
            return wrong("", "" + malformed.getMessage());
        }
        if (!(parsed instanceof Json.Fields fields)) {
            return wrong("", "arguments must be a JSON object");
        }
        TreePMap<String, Json> given = fields.values();
        for (Map.Entry<String, Json> entry : given.entrySet()) {
            Argument argument = find(kind, entry.getKey());
            if (argument == null) {
                return wrong(Texts.cut(entry.getKey(), 64), kind.name() + " takes no such argument");
            }
            String rule = brokenRule(argument, entry.getValue());
            if (rule != null) {
                return wrong(argument.name(), argument.name() + " must be " + rule);
            }
        }
        for (Argument argument : kind.arguments()) {
            if (argument.required() && !given.containsKey(argument.name())) {
                return wrong(argument.name(), kind.name() + " needs " + argument.name());
            }
        }
        if (kind.atMostOneOf().stream().filter(given::containsKey).count() > 1) {
            return wrong(
                    kind.atMostOneOf().get(0),
                    kind.name() + " takes at most one of " + String.join(", ", kind.atMostOneOf()));
        }
        return kind.oneOf().isEmpty()
                        || kind.oneOf().stream().filter(given::containsKey).count() == 1
                ? null
                : wrong(kind.oneOf().get(0), kind.name() + " needs exactly one of " + String.join(", ", kind.oneOf()));
    }

    private static @Nullable Argument find(Kind kind, String name) {
        for (Argument argument : kind.arguments()) {
            if (argument.name().equals(name)) {
                return argument;
            }
        }
        return null;
    }

    private static @Nullable String brokenRule(Argument argument, Json value) {
        String bounds = argument.min() + " to " + argument.max();
        return switch (argument.type()) {
            case BOOLEAN -> value instanceof Json.Flag ? null : "true or false";
            case INTEGER ->
                value instanceof Json.Whole whole && within(argument, whole.value()) ? null : "an integer, " + bounds;
            case STRING ->
                value instanceof Json.Text text && within(argument, text.value().length())
                        ? null
                        : "a string of " + bounds + " characters";
            case NAMES ->
                value instanceof Json.Items items
                                && within(argument, items.values().size())
                        ? brokenName(items.values())
                        : "an array of " + bounds + " names";
            case PATH ->
                value instanceof Json.Text text && within(argument, text.value().length())
                        ? brokenPath(text.value())
                        : "a string of " + bounds + " characters";
            case TEMPLATE ->
                value instanceof Json.Text text && within(argument, text.value().length())
                        ? brokenTemplate(text.value())
                        : "a string of " + bounds + " characters";
            case TRANSFORMER ->
                value instanceof Json.Text text && within(argument, text.value().length())
                        ? brokenTransformer(text.value())
                        : "a string of " + bounds + " characters";
            case URL, URL_TEMPLATE ->
                value instanceof Json.Text text && within(argument, text.value().length())
                        ? LinkArguments.broken(argument.type(), text.value())
                        : "a string of " + bounds + " characters";
            case LINKS ->
                value instanceof Json.Items items
                                && within(argument, items.values().size())
                        ? LinkArguments.broken(items.values())
                        : "an array of " + bounds + " links";
        };
    }

    private static @Nullable String brokenName(List<Json> names) {
        for (Json name : names) {
            if (!(name instanceof Json.Text text)) {
                return "an array of names";
            }
            try {
                new ObjectName(text.value());
            } catch (IllegalArgumentException broken) {
                return "an array of object names: " + broken.getMessage();
            }
        }
        return null;
    }

    private static @Nullable String brokenPath(String path) {
        boolean control = path.chars().anyMatch(Character::isISOControl);
        boolean lost = !path.startsWith("/") || (path + "/").contains("/./") || (path + "/").contains("/../");
        return control || lost || path.contains("//") ? "an absolute path without . and .. and empty parts" : null;
    }

    /** All names of a template have the same text around their digits, so the first stands for all of them. */
    private static @Nullable String brokenTemplate(String text) {
        try {
            new ObjectName(NameTemplate.parse(text).names().next());
            return null;
        } catch (IllegalArgumentException broken) {
            return "a template of object names: " + broken.getMessage();
        }
    }

    private static @Nullable String brokenTransformer(String text) {
        try {
            new TransformerName(text);
            return null;
        } catch (IllegalArgumentException broken) {
            return "a transformer's name: " + broken.getMessage();
        }
    }

    private static boolean within(Argument argument, long size) {
        return size >= argument.min() && size <= argument.max();
    }

    private static Outcome.Refused wrong(String argument, String message) {
        return Draft.refused(Reason.BAD_ARGUMENTS, argument.isEmpty() ? "arguments" : "arguments." + argument, message);
    }
}
