package infocenter.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a client asked for, and what became of it. Times are nanoseconds of the one clock of the history.
 *
 * @param line in the file, from 1
 * @param id what was asked about; empty when nothing was named
 * @param key of a start; empty without one
 * @param kind of a start, as far as it is recorded
 * @param body what tells two bodies of starts apart; empty when it is not recorded
 * @param call before the first byte was sent
 * @param back after the last byte was read; when nothing came back, the call
 * @param conflict a start that was refused because its key holds another body
 * @param gone the answer said that there is no such row
 * @param created a start's answer: made by this request, or known before; null when it did not say
 * @param rows what the answer told: of a list all its rows, else one
 * @param partial a list in which a missing row proves nothing
 */
record Operation(
        int line,
        int client,
        String node,
        Op op,
        String id,
        String key,
        String kind,
        Body body,
        long call,
        long back,
        Outcome outcome,
        Level level,
        boolean conflict,
        boolean gone,
        @Nullable Boolean created,
        List<Told> rows,
        boolean partial,
        @Nullable Long version) {

    enum Op {
        START,
        FINISH,
        ABORT,
        STATUS,
        LIST
    }

    enum Outcome {
        /** It was answered. */
        OK,
        /** It certainly had no effect, and will have none. */
        FAIL,
        /** It may have had one, may still have one, or never. */
        INFO
    }

    enum Level {
        LINEARIZABLE,
        MONOTONIC,
        STALE
    }

    /** What a start's body is known by. */
    record Body(String hash, String input) {
        /** Whether both are known well enough to be compared. */
        boolean comparable(Body other) {
            return !hash.isEmpty() && !other.hash.isEmpty() || !input.isEmpty() && !other.input.isEmpty();
        }

        boolean same(Body other) {
            return !hash.isEmpty() && !other.hash.isEmpty() ? hash.equals(other.hash) : input.equals(other.input);
        }
    }

    boolean ok() {
        return outcome == Outcome.OK;
    }

    boolean linearizable() {
        return level == Level.LINEARIZABLE;
    }

    /** The one row that it is about; of a start the one that came back, else the one that was named. */
    String subject() {
        return op == Op.START && !rows.isEmpty() && !rows.get(0).id().isEmpty()
                ? rows.get(0).id()
                : id;
    }

    /** What it told of its one row; null for lists and where nothing came back. */
    @Nullable
    Told told() {
        return op == Op.LIST || rows.isEmpty() ? null : rows.get(0);
    }

    /** For people. */
    String text() {
        return text(answer());
    }

    /** The same with another word for what it answered. */
    String text(String answer) {
        StringBuilder text = new StringBuilder("line ")
                .append(line)
                .append(": ")
                .append(op.name().toLowerCase(java.util.Locale.ROOT));
        if (!node.isEmpty()) {
            text.append(" at ").append(node);
        }
        text.append(", client ").append(client).append(" -> ").append(answer);
        return text.toString();
    }

    private String answer() {
        if (!ok()) {
            return outcome == Outcome.INFO ? "no answer, may have happened" : conflict ? "key held" : "refused";
        }
        if (gone) {
            return "not found";
        }
        if (op == Op.LIST) {
            return rows.size() + " rows";
        }
        Told told = told();
        String state =
                told == null || told.state() == null ? "done" : told.state().word();
        return created == null ? state : created ? state + ", new" : state + ", known";
    }
}
