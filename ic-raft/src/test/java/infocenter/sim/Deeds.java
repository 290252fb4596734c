package infocenter.sim;

import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.table.Information;
import infocenter.core.xaction.Kind;
import infocenter.core.xaction.Kinds;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What targets really did, held against the table at that very moment: nothing that is not registered, nothing twice, no effect after
 * the end; and no end in the table that no target has come to.
 */
final class Deeds {
    private final Journal journal;
    private final Supplier<Information> table;
    private final Set<String> started = new TreeSet<>();
    private final Set<String> ended = new TreeSet<>();
    private long effects;

    Deeds(Journal journal, Supplier<Information> table) {
        this.journal = journal;
        this.table = table;
    }

    long effects() {
        return effects;
    }

    /** A target begins an attempt of a run. */
    void starts(NodeId target, long incarnation, XactionId id, int attempt) {
        journal.require(
                table.get().xactions().find(id) != null,
                () -> "durable before told: " + target + " runs " + id + ", which is not registered");
        journal.require(
                started.add(name(id, target, attempt)),
                () -> "started once: " + target + " (incarnation " + incarnation + ") runs attempt " + attempt + " of "
                        + id + " again");
    }

    /** A target's run has come to its end by itself. */
    void ends(NodeId target, XactionId id, int attempt) {
        ended.add(name(id, target, attempt));
    }

    /** A run is about to have an effect. */
    void effect(NodeId target, long incarnation, XactionId id, int attempt) {
        effects++;
        Information now = table.get();
        Node node = now.cluster().nodes().get(target);
        journal.require(
                node != null && node.livesAs(incarnation),
                () -> "only the living: effect of " + id + " on " + target + " (incarnation " + incarnation
                        + "), which is shown as " + node);
        Xaction row = now.xactions().find(id);
        Run run = row == null ? null : row.runs().get(target);
        journal.require(
                run != null && !run.state().terminal() && run.attempt() == attempt && run.incarnation() == incarnation,
                () -> "no effect after the end: attempt " + attempt + " of " + id + " on " + target
                        + ", whose run is shown as " + run);
    }

    /** A target takes what another one's run has sent it. */
    void accepts(NodeId receiver, NodeId sender, long incarnation, long mapSequence) {
        Node node = table.get().cluster().nodes().get(sender);
        journal.require(
                node == null || node.livesAs(incarnation) || node.sequence() > mapSequence,
                () -> receiver + " takes from " + sender + " (incarnation " + incarnation
                        + ") although its map shows that one down");
    }

    /** The table shows runs begin and end: each must be one that its target has begun, or has brought to its end. */
    void table(Information before, Information after) {
        if (before.xactions() == after.xactions()) {
            return;
        }
        for (XactionId id : before.xactions().active().values()) {
            Xaction row = before.xactions().find(id);
            Xaction next = after.xactions().find(id);
            if (row != null && next != null && row != next) {
                next.runs().values().forEach(run -> really(row, run));
            }
        }
    }

    private void really(Xaction row, Run run) {
        journal.require(
                !(run.state() instanceof RunState.Running)
                        || started.contains(name(row.id(), run.target(), run.attempt())),
                () -> "only what happened: " + row.id() + " is shown as " + run + ", which never began there");
        boolean over = run.state() instanceof RunState.Finished || run.state() instanceof RunState.Failed;
        Run was = row.runs().get(run.target());
        boolean idles = Kinds.find(row.kind()).filter(Kind::idles).isPresent();
        if (over && !idles && was != null && !was.state().terminal()) {
            journal.require(
                    ended.contains(name(row.id(), run.target(), run.attempt())),
                    () -> "only what happened: " + row.id() + " is shown as " + run + ", which never ended there");
        }
    }

    private static String name(XactionId id, NodeId target, int attempt) {
        return id + " " + target + " " + attempt;
    }
}
