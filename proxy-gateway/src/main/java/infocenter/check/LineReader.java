package infocenter.check;

import infocenter.check.HistoryReader.Refused;
import infocenter.check.Operation.Body;
import infocenter.check.Operation.Level;
import infocenter.check.Operation.Op;
import infocenter.check.Operation.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes an operation of a line, or says why it is none. */
final class LineReader {
    private static final String CONFLICT = "key-conflict";

    private LineReader() {}

    static Operation operation(int number, Line line) throws Refused {
        Op op = word(Op.class, "op", line.op(), null);
        Outcome outcome = word(Outcome.class, "outcome", line.outcome(), null);
        Level level = word(Level.class, "level", line.level(), Level.LINEARIZABLE);
        if (line.client() == null || line.call() == null) {
            throw new Refused("an operation needs client and call_ns");
        }
        if (line.back() == null && outcome != Outcome.INFO) {
            throw new Refused("return_ns is missing");
        }
        long back = line.back() == null ? line.call() : line.back();
        if (back < line.call()) {
            throw new Refused("return_ns before call_ns");
        }
        asked(op, line);
        boolean conflict = conflict(op, outcome, line);
        Line.Output output = line.output();
        if (outcome == Outcome.OK) {
            answered(op, line, output);
        }
        Line.Input input = line.input();
        return new Operation(
                number,
                line.client(),
                text(line.node()),
                op,
                text(line.id()),
                text(line.key()),
                input == null ? "" : text(input.kind()),
                new Body(text(line.inputHash()), input == null ? "" : input.toString()),
                line.call(),
                back,
                outcome,
                level,
                conflict,
                outcome == Outcome.OK && output != null && Boolean.FALSE.equals(output.found()),
                outcome == Outcome.OK && output != null ? output.created() : null,
                outcome == Outcome.OK || conflict ? told(op, line, output) : List.of(),
                output != null && Boolean.TRUE.equals(output.partial()),
                outcome == Outcome.OK && output != null ? output.version() : null);
    }

    private static void asked(Op op, Line line) throws Refused {
        if (op != Op.START && op != Op.LIST && text(line.id()).isEmpty()) {
            throw new Refused(name(op) + " needs id");
        }
        if (line.inputHash() != null && op != Op.START) {
            throw new Refused("input_hash belongs to a start");
        }
    }

    private static boolean conflict(Op op, Outcome outcome, Line line) throws Refused {
        if (line.refused() == null) {
            return false;
        }
        if (!line.refused().equals(CONFLICT)
                || op != Op.START
                || outcome != Outcome.FAIL
                || text(line.key()).isEmpty()) {
            throw new Refused("refused is for a failed start with a key, and says " + CONFLICT);
        }
        return true;
    }

    private static void answered(Op op, Line line, Line.@Nullable Output output) throws Refused {
        if (output == null) {
            throw new Refused("ok without output");
        }
        boolean found = !Boolean.FALSE.equals(output.found());
        if (op == Op.START && text(output.id()).isEmpty()) {
            throw new Refused("ok start without output.id");
        }
        if (op == Op.START && line.id() != null && !line.id().equals(output.id())) {
            throw new Refused("the start asked for the id " + line.id() + " and got " + output.id());
        }
        if (op == Op.STATUS && found && output.state() == null) {
            throw new Refused("ok status needs output.state, or output.found: false");
        }
    }

    private static List<Told> told(Op op, Line line, Line.@Nullable Output output) throws Refused {
        List<Told> rows = new ArrayList<>();
        if (output == null) {
            return rows;
        }
        if (op != Op.LIST) {
            String id = op == Op.START ? text(output.id()) : text(line.id());
            rows.add(row(
                    id, output.key(), output.kind(), output.state(), output.cause(), output.origin(), output.attrs()));
            return List.copyOf(rows);
        }
        List<Line.@Nullable Item> items = output.items() == null ? List.of() : output.items();
        for (Line.Item item : items) {
            if (item == null || text(item.id()).isEmpty() || item.state() == null) {
                throw new Refused("a row of a list needs id and state");
            }
            rows.add(row(item.id(), item.key(), item.kind(), item.state(), item.cause(), item.origin(), item.attrs()));
        }
        return List.copyOf(rows);
    }

    private static Told row(
            @Nullable String id,
            @Nullable String key,
            @Nullable String kind,
            @Nullable String state,
            @Nullable String cause,
            @Nullable String origin,
            @Nullable String attrs)
            throws Refused {
        RowState known = RowState.told(state);
        if (state != null && !state.isEmpty() && known == null) {
            throw new Refused("unknown state " + state);
        }
        return new Told(
                text(id), text(key), text(kind), known, who("cause", cause), who("origin", origin), text(attrs));
    }

    private static String who(String field, @Nullable String said) throws Refused {
        String who = text(said);
        if (!who.isEmpty() && !who.equals(Told.CLIENT) && !who.equals(Told.SYSTEM)) {
            throw new Refused(field + " is client or system, not " + who);
        }
        return who;
    }

    private static <E extends Enum<E>> E word(Class<E> words, String field, @Nullable String said, @Nullable E unsaid)
            throws Refused {
        if (said == null && unsaid != null) {
            return unsaid;
        }
        for (E word : words.getEnumConstants()) {
            if (name(word).equals(said)) {
                return word;
            }
        }
        throw new Refused("unknown " + field + " " + said);
    }

    private static String name(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
