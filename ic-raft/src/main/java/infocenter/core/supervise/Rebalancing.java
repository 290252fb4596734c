package infocenter.core.supervise;

import infocenter.core.cluster.Cluster;
import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordReports.RunEnd;
import infocenter.core.table.Information;
import infocenter.core.table.Rebalances;
import infocenter.core.xaction.Caller;
import infocenter.core.xaction.Kind;
import infocenter.core.xaction.Kinds;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.SystemKinds;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import java.util.ArrayList;
import java.util.List;
import org.pcollections.TreePMap;

/**
 * When objects begin to move (design section 5). While a rebalance is due the table itself lets nothing in that it excludes; here is
 * decided how long what runs already is waited for.
 */
public final class Rebalancing {
    /** Aborts asked for in one turn. */
    public static final int AT_ONCE_MAX = 200;

    private static final Kind REBALANCE = SystemKinds.REBALANCE;

    private Rebalancing() {}

    /**
     * What brings the rebalance of the active placement one step on, in the order in which it shall be submitted: the end of one of an
     * older placement, of what idles, of what has been waited for long enough, or the start. Empty while there is nothing to do but wait.
     *
     * @param information as read just now
     * @param nowMillis the elapsed clock as this leader reckons it now
     */
    public static List<Command> next(Information information, long nowMillis, Patience patience) {
        Cluster cluster = information.cluster();
        long due = cluster.rebalanceDueMillis();
        long version = cluster.active().version();
        if (information.xactions().activeOf(REBALANCE.name()) > 0) {
            return abort(outdated(information, version), "placement " + version + " is active now");
        }
        // A proposal is activated within moments, and makes another rebalance of this one.
        if (due == 0 || due > nowMillis || cluster.proposed().version() > version) {
            return List.of();
        }
        List<Xaction> inTheWay = Supervision.active(information).stream()
                .filter(row ->
                        Kinds.find(row.kind()).filter(REBALANCE::shutsOut).isPresent())
                .toList();
        if (!inTheWay.isEmpty()) {
            return due + patience.rebalanceWait().toMillis() > nowMillis
                    ? List.of()
                    : abort(
                            inTheWay,
                            "objects have to move to placement " + version + ", which has waited long enough");
        }
        List<Command> commands = new ArrayList<>();
        List<RunEnd> idle = idle(information);
        if (!idle.isEmpty()) {
            commands.add(new Command.RecordReports(idle));
        }
        commands.add(start(information, version, patience));
        return commands;
    }

    private static List<Xaction> outdated(Information information, long version) {
        return Supervision.active(information).stream()
                .filter(row -> row.kind().equals(REBALANCE.name()) && Rebalances.version(row) != version)
                .toList();
    }

    private static List<Command> abort(List<Xaction> rows, String why) {
        return rows.stream()
                .filter(row -> row.abort() == null)
                .limit(AT_ONCE_MAX)
                .<Command>map(row -> new Command.RequestAbort(row.id(), Origin.SYSTEM, Caller.system(why)))
                .toList();
    }

    /** Runs that only wait for requests of theirs end as if their time was over; the targets stop what the table shows ended. */
    private static List<RunEnd> idle(Information information) {
        List<RunEnd> ends = new ArrayList<>();
        for (Xaction row : Supervision.active(information)) {
            boolean idles = row.abort() == null
                    && Kinds.find(row.kind()).filter(Kind::idles).isPresent()
                    && row.runs().values().stream()
                            .allMatch(run ->
                                    run.state().terminal() || run.state() instanceof RunState.Running && run.idle());
            for (Run run : row.runs().values()) {
                if (idles && !run.state().terminal() && ends.size() < Reconciliation.PER_COMMAND_MAX) {
                    ends.add(new RunEnd(
                            row.id(),
                            run.target(),
                            run.incarnation(),
                            run.attempt(),
                            0,
                            RunEnd.How.FINISHED,
                            "",
                            run.counters()));
                }
            }
        }
        return ends;
    }

    private static Command start(Information information, long version, Patience patience) {
        return new Command.RegisterXaction(
                id(information, version),
                REBALANCE.name(),
                "{\"" + SystemKinds.VERSION + "\":" + version + "}",
                "",
                List.of(),
                TreePMap.empty(),
                null,
                "",
                Origin.SYSTEM,
                Caller.system("placement " + version + " is active"),
                true,
                patience.startBy().toMillis(),
                0);
    }

    /** {@code g<version>}; a further one of the same placement, for a target that was away or one that failed, has its number behind. */
    private static XactionId id(Information information, long version) {
        XactionId id = new XactionId("g" + version);
        for (int number = 2; information.xactions().find(id) != null; number++) {
            id = new XactionId("g" + version + "-" + number);
        }
        return id;
    }
}
