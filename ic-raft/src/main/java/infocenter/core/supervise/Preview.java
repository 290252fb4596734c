package infocenter.core.supervise;

import infocenter.core.cluster.NodeId;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Stamp;
import infocenter.core.table.Change;
import infocenter.core.table.Information;
import infocenter.core.table.InformationTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a change would bring. The command is applied to the value by the rules of the log itself, and the two values are compared: so
 * a preview cannot say other than what would happen. What the table does not know, such as a member that is stuck, is not foreseen.
 *
 * @param outcome of the command; a refusal changes nothing
 * @param now the group as recorded
 * @param atOnce the same group right after the change
 * @param settled the group once the keeper has done what follows
 * @param fates of the xactions that notice, the worst first, then the oldest
 * @param notes what else there is to know, in words
 */
public record Preview(
        Outcome outcome, Standing now, Standing atOnce, Standing settled, List<Fate> fates, List<String> notes) {

    /**
     * Tries a change.
     *
     * @param information as read just now; not changed
     * @param leader gateway that leads, or null while none is known
     * @param term of that leader
     * @param change what an operator wants, or {@code MarkNodeDown} of that term for a process that would end suddenly
     */
    public static Preview of(Information information, @Nullable NodeId leader, long term, Command change) {
        Stamp stamp = new Stamp(
                term, information.clocks().elapsedMillis(), information.clocks().shownMillis());
        Change tried = InformationTable.attempt(information, stamp, change);
        Outcome outcome = tried.outcomes().get(0);
        boolean changes = outcome instanceof Outcome.Applied;
        Information after = changes ? tried.information() : information;
        Standing settled = Standing.settled(after.cluster());
        return new Preview(
                outcome,
                Standing.of(information.cluster()),
                Standing.of(after.cluster()),
                settled,
                changes ? Fates.of(information, after, change) : List.of(),
                PreviewNotes.of(information, after, leader, change, changes, settled));
    }

    /** Xactions of that lot. */
    public long count(Fate.Lot lot) {
        return fates.stream().filter(fate -> fate.lot() == lot).count();
    }
}
