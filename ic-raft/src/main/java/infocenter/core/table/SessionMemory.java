package infocenter.core.table;

import infocenter.core.command.Batch;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * What makes a command that comes again answer what it answered, and be applied once (promise G2; modelled in
 * {@code docs/spec/sessions.pml}). Each command is known by its own number, whatever batch brings it.
 */
final class SessionMemory {
    private SessionMemory() {}

    /** Forgets the outcomes that the gateway no longer waits for. Its word only ever raises the lowest open number. */
    static Information forget(Information now, Batch batch) {
        Session session = now.sessions().get(batch.session());
        if (session == null || batch.lowestOpen() <= session.lowestOpen()) {
            return now;
        }
        TreePMap<Long, Outcome> outcomes = session.outcomes();
        while (!outcomes.isEmpty() && outcomes.firstKey() < batch.lowestOpen()) {
            outcomes = outcomes.minusFirstEntry();
        }
        return now.with(new Session(session.id(), session.node(), session.incarnation(), batch.lowestOpen(), outcomes));
    }

    /** The answer to a command that must not be applied, now or again; null for one that is to be applied. */
    static @Nullable Outcome judge(Information now, long sessionId, Batch.Numbered numbered) {
        if (sessionId == 0) {
            Command command = numbered.command();
            return command instanceof Command.Initialize || command instanceof Command.JoinNode
                    ? null
                    : Draft.refused(Reason.SESSION_UNKNOWN, "", "this command needs a session: join first");
        }
        Session session = now.sessions().get(sessionId);
        if (session == null) {
            return Draft.refused(Reason.SESSION_UNKNOWN, Long.toString(sessionId), "the session has ended: join again");
        }
        if (numbered.number() < session.lowestOpen()) {
            return Draft.refused(
                    Reason.NUMBER_FORGOTTEN,
                    Long.toString(numbered.number()),
                    "lowest open number is " + session.lowestOpen());
        }
        Outcome kept = session.outcomes().get(numbered.number());
        if (kept != null) {
            return kept;
        }
        // Subtracted, not added: a lowest open number near the largest long must not wrap around.
        return numbered.number() - session.lowestOpen() >= Batch.WINDOW
                ? Draft.refused(
                        Reason.NUMBER_BEYOND_WINDOW,
                        Long.toString(numbered.number()),
                        "lowest open number is " + session.lowestOpen() + ", the window is " + Batch.WINDOW)
                : null;
    }

    /** Keeps an outcome, unless the command has ended the very session that it came with. */
    static Information keep(Information now, long sessionId, long number, Outcome outcome) {
        Session session = now.sessions().get(sessionId);
        return session == null
                ? now
                : now.with(new Session(
                        session.id(),
                        session.node(),
                        session.incarnation(),
                        session.lowestOpen(),
                        session.outcomes().plus(number, outcome)));
    }
}
