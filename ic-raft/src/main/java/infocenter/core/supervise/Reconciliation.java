package infocenter.core.supervise;

import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordAcknowledgements.Acknowledgement;
import infocenter.core.command.Command.RecordReports.RunEnd;
import infocenter.core.table.Information;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a target's answer makes of the table (the model's {@code Take}).
 *
 * @param commands in the order in which they shall be submitted; each is guarded by what it expects
 * @param unwanted orders to stop what the target has and the table does not want
 * @param renews whether the answer may be acknowledged: not while the target has a run that the table shows ended, or does not
 *     know. Its lease would let that run have one more effect before the stop that comes with the acknowledgement
 */
public record Reconciliation(List<Command> commands, List<Due.Stop> unwanted, boolean renews) {
    /** Ends or acknowledgements in one command; more go into further ones, so that no entry grows too large. */
    public static final int PER_COMMAND_MAX = 500;

    /**
     * Compares.
     *
     * @param before the value read before the request was sent
     * @param after the book of a value read after the answer had come
     * @param target who answered
     * @param term in which this leader leads
     * @param seen the answer
     */
    public static Reconciliation of(Information before, OrderBook after, NodeId target, long term, Seen seen) {
        Node node = after.information().cluster().nodes().get(target);
        if (node == null || seen.incarnation() < node.incarnation()) {
            // A process that was replaced: the table knows a newer one.
            return new Reconciliation(List.of(), List.of(), false);
        }
        return new Comparison(before, after, node, term, seen).result();
    }

    /** One answer held against two values. */
    private static final class Comparison {
        private final Information before;
        private final OrderBook book;
        private final Information after;
        private final Node node;
        private final long term;
        private final Seen seen;
        private final Map<XactionId, Seen.Listed> inventory;
        private final TreeSet<XactionId> otherwise = new TreeSet<>();
        private final TreeSet<XactionId> ending = new TreeSet<>();
        private final List<RunEnd> ends = new ArrayList<>();
        private final List<Acknowledgement> acknowledgements = new ArrayList<>();
        private final List<Command> restarts = new ArrayList<>();
        private final List<Due.Stop> unwanted = new ArrayList<>();
        private boolean renews = true;

        Comparison(Information before, OrderBook book, Node node, long term, Seen seen) {
            this.before = before;
            this.book = book;
            this.after = book.information();
            this.node = node;
            this.term = term;
            this.seen = seen;
            this.inventory = seen.inventory();
        }

        Reconciliation result() {
            seen.reports().forEach(this::report);
            inventory.values().forEach(this::listed);
            seen.stopped().forEach(this::stopped);
            if (node.livesAs(seen.incarnation())) {
                book.believed(node.id()).forEach(this::missing);
            }
            return new Reconciliation(commands(), unwanted, renews);
        }

        private List<Command> commands() {
            List<Command> commands = new ArrayList<>();
            if (comesUp()) {
                commands.add(new Command.MarkNodeUp(node.id(), seen.incarnation(), term));
            }
            for (int from = 0; from < ends.size(); from += PER_COMMAND_MAX) {
                commands.add(new Command.RecordReports(part(ends, from)));
            }
            for (int from = 0; from < acknowledgements.size(); from += PER_COMMAND_MAX) {
                commands.add(new Command.RecordAcknowledgements(part(acknowledgements, from)));
            }
            commands.addAll(restarts);
            // Last, so that its reports count: it is down from then on, and what it still lists has no effect any more.
            if (seen.stopping() && node.livesAs(seen.incarnation())) {
                commands.add(new Command.LeaveNode(node.id(), seen.incarnation()));
            }
            return commands;
        }

        private static <T> List<T> part(List<T> all, int from) {
            return List.copyOf(all.subList(from, Math.min(all.size(), from + PER_COMMAND_MAX)));
        }

        private boolean comesUp() {
            return !seen.stopping() && node.state() != NodeState.EVICTED && !node.livesAs(seen.incarnation());
        }

        private void report(Seen.Report report) {
            Run run = Supervision.run(after, node.id(), report.id());
            if (run == null || !isOf(run, report.attempt()) || run.state().terminal()) {
                return;
            }
            ending.add(report.id());
            RunEnd.How how = report.error().isEmpty() ? RunEnd.How.FINISHED : RunEnd.How.FAILED;
            ends.add(new RunEnd(
                    report.id(),
                    node.id(),
                    seen.incarnation(),
                    report.attempt(),
                    report.sequence(),
                    how,
                    report.error(),
                    report.counters()));
        }

        private void listed(Seen.Listed listed) {
            Xaction row = after.xactions().find(listed.id());
            Run run = row == null ? null : row.runs().get(node.id());
            if (row != null && run != null && isOf(run, listed.attempt())) {
                if (!listed.ended() && row.abort() == null && goesOn(run)) {
                    acknowledgements.add(
                            new Acknowledgement(row.id(), node.id(), seen.incarnation(), listed.attempt()));
                }
            }
            if (run == null || !isOf(run, listed.attempt())) {
                otherwise.add(listed.id());
            }
            if (!listed.ended()) {
                Due.Stop stop = stopOf(listed, row, run);
                if (stop != null) {
                    unwanted.add(stop);
                    renews &= run != null && !run.state().terminal();
                }
            }
        }

        /** A run becomes running only on a node that is up as the incarnation that the run is meant for. */
        private boolean goesOn(Run run) {
            return (run.state() instanceof RunState.Owed || run.state() instanceof RunState.Interrupted)
                    && (node.livesAs(seen.incarnation()) || comesUp());
        }

        private Due.@Nullable Stop stopOf(Seen.Listed listed, @Nullable Xaction row, @Nullable Run run) {
            if (row == null || run == null) {
                // Above every sequence that can have caused it.
                return new Due.Stop(listed.id(), listed.attempt(), seen.incarnation(), after.sequence());
            }
            // An older attempt beside an owed newer one is ended by the start of the newer one.
            return Supervision.unwanted(row, run)
                    ? new Due.Stop(listed.id(), listed.attempt(), seen.incarnation(), run.sequence())
                    : null;
        }

        /** Obeying a stop is not enough: the run has ended when the inventory lacks it as well. */
        private void stopped(Seen.Stopped stop) {
            Xaction row = after.xactions().find(stop.id());
            Run run = row == null ? null : row.runs().get(node.id());
            if (row != null
                    && run != null
                    && row.abort() != null
                    && !run.state().terminal()
                    && run.incarnation() == seen.incarnation()
                    && stop.sequence() >= run.sequence()
                    && !inventory.containsKey(stop.id())
                    && ending.add(stop.id())) {
                ends.add(foundBySupervisor(row, run, RunEnd.How.STOPPED));
            }
        }

        /** Neither listed nor reported, though both values believe in it: one value alone may be older or newer than the answer. */
        private void missing(XactionId id) {
            if (inventory.containsKey(id) && !otherwise.contains(id)) {
                return;
            }
            Xaction row = after.xactions().find(id);
            Run run = row == null ? null : row.runs().get(node.id());
            if (row == null || run == null || !believes(run) || ending.contains(row.id())) {
                return;
            }
            if (run.state() instanceof RunState.Running) {
                if (run.incarnation() == seen.incarnation() && believedBefore(row.id(), run)) {
                    ends.add(foundBySupervisor(row, run, RunEnd.How.GONE));
                }
            } else if (row.abort() == null
                    && (run.incarnation() != node.incarnation() || believedBefore(row.id(), run))) {
                restarts.add(new Command.RestartRun(row.id(), node.id(), run.attempt(), node.incarnation()));
            }
        }

        private boolean believedBefore(XactionId id, Run run) {
            Run earlier = Supervision.run(before, node.id(), id);
            return earlier != null
                    && earlier.attempt() == run.attempt()
                    && earlier.incarnation() == run.incarnation()
                    && believes(earlier);
        }

        private boolean isOf(Run run, int attempt) {
            return run.attempt() == attempt && run.incarnation() == seen.incarnation();
        }

        private static boolean believes(Run run) {
            return run.state() instanceof RunState.Running || run.state() instanceof RunState.Interrupted;
        }

        private static RunEnd foundBySupervisor(Xaction row, Run run, RunEnd.How how) {
            return new RunEnd(row.id(), run.target(), run.incarnation(), run.attempt(), 0, how, "", run.counters());
        }
    }
}
