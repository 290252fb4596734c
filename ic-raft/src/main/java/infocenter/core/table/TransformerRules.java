package infocenter.core.table;

import infocenter.core.command.Command;
import infocenter.core.command.Command.RegisterXaction;
import infocenter.core.command.Json;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.transform.Means;
import infocenter.core.transform.TransformBounds;
import infocenter.core.transform.Transformer;
import infocenter.core.transform.TransformerName;
import infocenter.core.transform.Transformers;
import infocenter.core.xaction.Kind;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Transformers come and go. A row keeps the one that its start named, so neither a removal nor another one of the same name changes what
 * a xaction does, also when its run is started again.
 */
record TransformerRules(Draft draft) {
    private static final Pattern COMMAND = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** Scheme, host, perhaps port, path and query; neither user nor fragment. */
    private static final Pattern URL =
            Pattern.compile("https?://(?:\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?)"
                    + "(?::([0-9]{1,5}))?(?:/[!$-;=?-\\[\\]_a-z~]*)?");

    /** Expects a free name. Refuses a taken one, means and bounds that cannot be. The same again has nothing to do. */
    Outcome register(Command.RegisterTransformer command) {
        String name = command.name().value();
        Outcome refused = refuse(command.means());
        if (refused == null) {
            refused = refuse(command.bounds());
        }
        if (refused != null) {
            return refused;
        }
        Transformer present = draft.transformers.byName().get(command.name());
        if (present != null) {
            return present.means().equals(command.means()) && present.bounds().equals(command.bounds())
                    ? draft.alreadyDone(name)
                    : Draft.refused(
                            Reason.TRANSFORMER_EXISTS,
                            name,
                            "transformer " + name + " exists already, with another definition: remove it first");
        }
        if (draft.transformers.byName().size() >= Transformers.COUNT_MAX) {
            return Draft.refused(
                    Reason.TABLE_FULL,
                    "transformers",
                    "at most " + Transformers.COUNT_MAX + " transformers: remove some");
        }
        Transformer transformer =
                new Transformer(command.name(), command.means(), command.bounds(), draft.command, draft.shown());
        draft.transformers =
                new Transformers(draft.transformers.byName().plus(command.name(), transformer), draft.command);
        event("transformer.registered", name);
        return draft.applied(name);
    }

    /** Expects a registered one; xactions that were started with it keep it. Refuses an unknown one, and so a repeat. */
    Outcome remove(Command.RemoveTransformer command) {
        String name = command.name().value();
        if (!draft.transformers.byName().containsKey(command.name())) {
            return Draft.refused(Reason.NO_SUCH_TRANSFORMER, name, "there is no transformer " + name);
        }
        draft.transformers = new Transformers(draft.transformers.byName().minus(command.name()), draft.command);
        event("transformer.removed", name);
        return draft.applied(name);
    }

    /** Refuses a start whose arguments, which are in order otherwise, name a transformer that is not registered. */
    Outcome.@Nullable Refused refuse(Kind kind, RegisterXaction start) {
        String argument = argument(kind);
        if (argument != null && !start.argumentsHash().isEmpty()) {
            return Draft.refused(
                    Reason.TOO_LARGE,
                    "arguments",
                    "arguments: " + kind.name() + " takes at most "
                            + draft.limits().argumentBytesMax() + " bytes of them; use a prefix or a template");
        }
        String name = argument == null ? null : named(argument, start);
        return name == null || draft.transformers.byName().containsKey(new TransformerName(name))
                ? null
                : Draft.refused(
                        Reason.BAD_ARGUMENTS,
                        "arguments." + argument,
                        "there is no transformer " + name + ": register it first");
    }

    /** The transformer that an admitted start names; null when its kind takes none. */
    @Nullable
    Transformer of(Kind kind, RegisterXaction start) {
        String argument = argument(kind);
        String name = argument == null ? null : named(argument, start);
        return name == null ? null : draft.transformers.byName().get(new TransformerName(name));
    }

    private static @Nullable String argument(Kind kind) {
        for (Kind.Argument argument : kind.arguments()) {
            if (argument.type() == Kind.Type.TRANSFORMER) {
                return argument.name();
            }
        }
        return null;
    }

    private static @Nullable String named(String argument, RegisterXaction start) {
        return !start.arguments().isEmpty()
                        && Json.parse(start.arguments()) instanceof Json.Fields fields
                        && fields.values().get(argument) instanceof Json.Text text
                ? text.value()
                : null;
    }

    private Outcome.@Nullable Refused refuse(Means means) {
        if (means instanceof Means.HttpService service) {
            return refuseUrl(service.url());
        }
        return means instanceof Means.AllowedCommand allowed
                        && allowed.command().length() <= 64
                        && COMMAND.matcher(allowed.command()).matches()
                ? null
                : Draft.refused(
                        Reason.BAD_ARGUMENTS,
                        "command",
                        "command: the name of one that targets allow, 1 to 64 of [A-Za-z0-9._-]");
    }

    private Outcome.@Nullable Refused refuseUrl(String url) {
        if (url.length() > draft.limits().labelValueCharsMax()) {
            return Draft.refused(
                    Reason.TOO_LARGE, "url", "url: at most " + draft.limits().labelValueCharsMax() + " characters");
        }
        Matcher shape = URL.matcher(url);
        boolean right = shape.matches();
        String port = right ? shape.group(1) : null;
        if (port != null) {
            right = Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= 65_535;
        }
        return right
                ? null
                : Draft.refused(
                        Reason.BAD_ARGUMENTS,
                        "url",
                        "url: must be like http://host:port/path, http or https, without user and fragment");
    }

    private static Outcome.@Nullable Refused refuse(TransformBounds bounds) {
        Outcome.Refused refused = refuse(
                "timeLimit",
                bounds.timeMillis(),
                TransformBounds.TIME_MILLIS_LEAST,
                TransformBounds.TIME_MILLIS_MOST,
                " milliseconds");
        if (refused == null) {
            refused = refuse("outputBytesMax", bounds.outputBytesMax(), 1, TransformBounds.OUTPUT_BYTES_MOST, " bytes");
        }
        return refused == null
                ? refuse("outputRatioMax", bounds.outputRatioMax(), 1, TransformBounds.OUTPUT_RATIO_MOST, "")
                : refused;
    }

    private static Outcome.@Nullable Refused refuse(String field, long value, long least, long most, String unit) {
        return value < least || value > most
                ? Draft.refused(Reason.BAD_ARGUMENTS, field, field + ": " + least + " to " + most + unit)
                : null;
    }

    private void event(String type, String name) {
        draft.event(type, name, "", "", List.of(), "");
    }
}
