package infocenter.core.supervise;

import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.cluster.Role;
import infocenter.core.command.Command;
import infocenter.core.table.Information;
import infocenter.core.table.Xactions;
import infocenter.core.xaction.Caller;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What has become due by the passing of time (design section 3, clocks; section 4, point 5).
 *
 * @param commands to submit; empty when nothing is due
 * @param pending true while something waits for a moment seconds away, so that the clock must move often
 */
public record Timed(List<Command> commands, boolean pending) {
    /** The elapsed clock is logged at least so often while something timed is pending: a failover loses no more of it. */
    public static final long TICK_PENDING_MILLIS = 1_000;

    /** And so often otherwise. */
    public static final long TICK_IDLE_MILLIS = 60_000;

    /** Aborts asked for in one turn, and rows that one {@code Expire} may take. */
    public static final int AT_ONCE_MAX = 200;

    /**
     * Looks at the rows that wait for a moment.
     *
     * @param book walked just now, of a value read by this leader
     * @param nowMillis the elapsed clock as this leader reckons it now, never ahead of the one that stamps
     * @param syncedFrom for a target, the sequence of the value that its last completed sync began with, 0 for none in this term:
     *     completed means that all that its answer said is committed and in that value
     */
    public static Timed of(OrderBook book, long nowMillis, ToLongFunction<NodeId> syncedFrom) {
        Information information = book.information();
        Look look = new Look(information, nowMillis, syncedFrom);
        look.pending = moves(information.cluster());
        for (XactionId id : book.timed()) {
            Xaction row = information.xactions().find(id);
            if (row != null) {
                look.at(row);
            }
        }
        List<Command> commands = new ArrayList<>(look.aborts);
        boolean expire = look.expire || keyExpired(information, nowMillis) || historyExpired(information, nowMillis);
        long silence = nowMillis - information.clocks().elapsedMillis();
        if (expire) {
            commands.add(new Command.Expire(AT_ONCE_MAX));
        } else if (silence >= (look.pending ? TICK_PENDING_MILLIS : TICK_IDLE_MILLIS)) {
            commands.add(new Command.Tick());
        }
        return new Timed(commands, look.pending);
    }

    /** A target that is down waits to be evicted, a rebalance that is due for what it excludes. */
    private static boolean moves(Cluster cluster) {
        return cluster.rebalanceDueMillis() != 0
                || cluster.all(Role.TARGET).stream().anyMatch(node -> node.state() == NodeState.DOWN);
    }

    private static boolean keyExpired(Information information, long nowMillis) {
        return !information.keysByExpiry().isEmpty()
                && information.keysByExpiry().firstKey().atMillis() <= nowMillis;
    }

    private static boolean historyExpired(Information information, long nowMillis) {
        var ended = information.xactions().ended();
        Xactions.Ended first = ended.isEmpty() ? null : ended.firstKey();
        while (first != null) {
            if (first.atMillis() + first.keptMillis() <= nowMillis) {
                return true;
            }
            first = ended.ceilingKey(new Xactions.Ended(first.keptMillis() + 1, 0, 0));
        }
        return false;
    }

    /** One walk. */
    private static final class Look {
        private final Information information;
        private final long nowMillis;
        private final ToLongFunction<NodeId> syncedFrom;
        private final List<Command> aborts = new ArrayList<>();
        private boolean expire;
        private boolean pending;

        Look(Information information, long nowMillis, ToLongFunction<NodeId> syncedFrom) {
            this.information = information;
            this.nowMillis = nowMillis;
            this.syncedFrom = syncedFrom;
        }

        void at(Xaction row) {
            if (row.abort() != null || row.end() != null) {
                return;
            }
            pending |= row.deadlineMillis() > 0;
            expire |= row.deadlineMillis() > 0 && row.deadlineMillis() <= nowMillis;
            boolean aborted = false;
            for (Run run : row.runs().values()) {
                if (run.state() instanceof RunState.Owed) {
                    pending = true;
                    if (!aborted && run.startByMillis() <= nowMillis && surelyNotStarted(run)) {
                        aborted = true;
                        abort(row, run);
                    }
                } else if (run.state() instanceof RunState.Interrupted interrupted) {
                    pending = true;
                    expire |= interrupted.untilMillis() <= nowMillis;
                }
            }
        }

        /** The table says owed, and its target was asked after the order was caused; or its target is away. */
        private boolean surelyNotStarted(Run run) {
            Node node = information.cluster().nodes().get(run.target());
            return node == null
                    || !node.livesAs(run.incarnation())
                    || syncedFrom.applyAsLong(run.target()) >= run.sequence();
        }

        private void abort(Xaction row, Run run) {
            if (aborts.size() < AT_ONCE_MAX) {
                String why = "start-by passed: " + run.target() + " has not acknowledged attempt " + run.attempt();
                aborts.add(new Command.RequestAbort(row.id(), Origin.SYSTEM, Caller.system(why)));
            }
        }
    }
}
