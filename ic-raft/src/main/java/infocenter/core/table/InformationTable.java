package infocenter.core.table;

import infocenter.core.command.Batch;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.command.Stamp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one function: a value, an entry, the next value. */
public final class InformationTable {
    private InformationTable() {}

    /**
     * Applies one committed entry. Called by one thread, in log order, on every member; must give the same everywhere, so it reads no
     * clock, no randomness and nothing outside its arguments.
     *
     * <p>Never throws a {@code RuntimeException}: one that a rule throws is a bug that every member has alike, so that command leaves
     * the value as it was, but for its sequence, and its outcome is {@code Refused(BUG)}. An {@code Error} passes through: this
     * member may differ from the others and must stop.
     */
    public static Change apply(Information before, Stamp stamp, Batch batch) {
        return apply(before, stamp, batch, Rules.STANDARD);
    }

    static Change apply(Information before, Stamp stamp, Batch batch, Rules rules) {
        Information now = SessionMemory.forget(before.at(before.clocks().advance(stamp)), batch);
        List<Outcome> outcomes = new ArrayList<>(batch.commands().size());
        for (Batch.Numbered numbered : batch.commands()) {
            Outcome known = SessionMemory.judge(now, batch.session(), numbered);
            if (known != null) {
                outcomes.add(known);
                continue;
            }
            Done done = run(now, stamp, numbered.command(), rules);
            now = SessionMemory.keep(done.information(), batch.session(), numbered.number(), done.outcome());
            outcomes.add(done.outcome());
        }
        return new Change(now, outcomes);
    }

    /** What one command would come to at that moment, without an entry and a session; nothing is kept. Any thread. */
    public static Change attempt(Information before, Stamp stamp, Command command) {
        Done done = run(before, stamp, command, Rules.STANDARD);
        return new Change(done.information(), List.of(done.outcome()));
    }

    private static Done run(Information before, Stamp stamp, Command command, Rules rules) {
        Draft draft = new Draft(before, stamp, rules);
        try {
            Outcome outcome = notYet(draft, command, rules);
            if (outcome == null) {
                outcome = command.accept(new CommandRules(draft));
                new BalanceRules(draft).settle(before.cluster());
            }
            return new Done(draft.done(), outcome);
        } catch (RuntimeException bug) {
            Outcome refused = Draft.refused(
                    Reason.BUG, bug.getClass().getSimpleName(), "a rule failed; the command changed nothing");
            return new Done(new Draft(before, stamp, rules).done(), refused);
        }
    }

    /** Without an identity there is no cluster that anything could belong to; and what is too new for it is refused by all alike. */
    private static @Nullable Outcome notYet(Draft draft, Command command, Rules rules) {
        return draft.identity != null || command instanceof Command.Initialize || command instanceof Command.Tick
                ? rules.levels().refuse(draft.cluster, command)
                : Draft.notInitialized();
    }

    private record Done(Information information, Outcome outcome) {}
}
