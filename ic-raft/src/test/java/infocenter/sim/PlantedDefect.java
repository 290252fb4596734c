package infocenter.sim;

import infocenter.core.command.Batch;
import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordReports.RunEnd;
import infocenter.core.command.Stamp;
import infocenter.core.table.Change;
import infocenter.core.table.Information;
import infocenter.core.table.Session;
import infocenter.core.table.Xactions;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.Xaction;
import java.util.List;
import java.util.Locale;
import org.pcollections.TreePMap;

/**
 * Mistakes of one line, each in the place of one piece: a simulation that does not find them would not find the real ones either. Here
 * alone: the real code has no switch for them.
 */
enum PlantedDefect {
    /** A read is answered from the newest value here, whoever leads by now. */
    READ_WITHOUT_A_ROUND(Property.READS, "reads are linearizable", new Pieces() {
        @Override
        boolean confirmsReads() {
            return false;
        }
    }),
    /** A snapshot lacks the newest idempotency key. */
    KEY_DROPPED_FROM_SNAPSHOT(Property.MEMBERS_EQUAL, "members are equal", new Pieces() {
        @Override
        Information kept(Information information) {
            return information.keys().isEmpty()
                    ? information
                    : without(information, information.keys().lastKey());
        }
    }),
    /** An abort is answered, and nobody has written it down. */
    ABORT_NOT_LOGGED(Property.STARTED_ONCE, "acknowledged stays: the abort", new Pieces() {
        @Override
        boolean logsAborts() {
            return false;
        }
    }),
    /** Targets hear of a start before it is committed. */
    BROADCAST_BEFORE_COMMIT(Property.STARTED_ONCE, "durable before told", new Pieces() {
        @Override
        boolean commitsBeforeBroadcast() {
            return false;
        }
    }),
    /** A report counts although its run is over. */
    LATE_REPORT_ACCEPTED(Property.ONLY_THE_LIVING, "terminal r", new Pieces() {
        @Override
        Change apply(Information before, Stamp stamp, Batch batch) {
            Change change = super.apply(before, stamp, batch);
            Information after = change.information();
            for (RunEnd end : ends(batch)) {
                Xaction row = before.xactions().find(end.id());
                Run run = row == null ? null : row.runs().get(end.target());
                if (run != null && run.state().terminal() && run.attempt() == end.attempt()) {
                    after = with(after, row.with(run.with(new RunState.Finished())));
                }
            }
            return new Change(after, change.outcomes());
        }
    }),
    /** An entry is acknowledged when it is written, whether or not it is on disk. */
    NO_FSYNC(Property.NOTHING_LOST, "what is committed stays", new Pieces() {
        @Override
        boolean syncs() {
            return false;
        }
    }),
    /** What a target says of an attempt before counts for the present one. */
    OLD_ATTEMPT_ACCEPTED(Property.ONLY_THE_LIVING, "only what happened", new Pieces() {
        @Override
        Change apply(Information before, Stamp stamp, Batch batch) {
            List<Batch.Numbered> commands = batch.commands().stream()
                    .map(numbered -> new Batch.Numbered(numbered.number(), present(before, numbered.command())))
                    .toList();
            return super.apply(before, stamp, new Batch(batch.session(), batch.lowestOpen(), commands));
        }
    }),
    /** A run goes on when its target is out of its lease. */
    LEASE_IGNORED(Property.ONLY_THE_LIVING, "only the living", new Pieces() {
        @Override
        boolean keepsLease() {
            return false;
        }
    }),
    /** A session does not know what it has answered. */
    SESSION_OUTCOMES_FORGOTTEN(Property.STARTED_ONCE, "applied once", new Pieces() {
        @Override
        Change apply(Information before, Stamp stamp, Batch batch) {
            Change change = super.apply(before, stamp, batch);
            Information after = change.information();
            Session session = after.sessions().get(batch.session());
            return session == null ? change : new Change(with(after, forgetful(session)), change.outcomes());
        }
    }),
    /** With the log that a snapshot stands for goes a row that it does not have. */
    ROW_LOST_ON_PURGE(Property.MEMBERS_EQUAL, "members are equal", new Pieces() {
        @Override
        Information kept(Information information) {
            var newest = information.xactions().bySequence().lastEntry();
            Xaction row = newest == null ? null : information.xactions().find(newest.getValue());
            return row == null ? information : without(information, row);
        }
    });

    private final Property property;
    private final String finds;
    private final Pieces pieces;

    PlantedDefect(Property property, String finds, Pieces pieces) {
        this.property = property;
        this.finds = finds;
        this.pieces = pieces;
    }

    /** Whose storms bring it out soonest. */
    Property property() {
        return property;
    }

    /** How the broken promise begins; empty where it may be any. */
    String finds() {
        return finds;
    }

    /** The verdict on the first seed that finds it, or on the last one of so many. */
    Simulation.Verdict firstFound(int seeds) {
        Simulation.Verdict verdict = Simulation.run(property, 1, pieces);
        for (long seed = 2; verdict.good() && seed <= seeds; seed++) {
            verdict = Simulation.run(property, seed, pieces);
        }
        return verdict;
    }

    /** One line for people. */
    String told(Simulation.Verdict verdict) {
        String broken = verdict.broken() == null ? "NOT FOUND" : verdict.broken();
        return String.format(
                "%-27s %-15s seed %3d  %.90s",
                name().toLowerCase(Locale.ROOT).replace('_', '-'), property.shown(), verdict.seed(), broken);
    }

    private static List<RunEnd> ends(Batch batch) {
        return batch.commands().stream()
                .filter(numbered -> numbered.command() instanceof Command.RecordReports)
                .flatMap(numbered -> ((Command.RecordReports) numbered.command()).ends().stream())
                .toList();
    }

    /** Taken for what is said of the attempt that the table has now. */
    private static Command present(Information now, Command command) {
        if (command instanceof Command.RecordReports reports) {
            return new Command.RecordReports(
                    reports.ends().stream().map(end -> present(now, end)).toList());
        }
        return command;
    }

    private static RunEnd present(Information now, RunEnd end) {
        Xaction row = now.xactions().find(end.id());
        Run run = row == null ? null : row.runs().get(end.target());
        return run == null || run.attempt() <= end.attempt()
                ? end
                : new RunEnd(
                        end.id(),
                        end.target(),
                        run.incarnation(),
                        run.attempt(),
                        end.sequence(),
                        end.how(),
                        end.error(),
                        end.counters());
    }

    private static Session forgetful(Session session) {
        return new Session(session.id(), session.node(), session.incarnation(), session.lowestOpen(), TreePMap.empty());
    }

    private static Information without(Information information, String key) {
        var held = information.keys().get(key);
        return new Information(
                information.clocks(),
                information.sequence(),
                information.identity(),
                information.cluster(),
                information.buckets(),
                information.xactions(),
                information.keys().minus(key),
                information.keysByExpiry().minus(new Information.KeyExpiry(held.expiresMillis(), key)),
                information.sessions(),
                information.events(),
                information.transformers());
    }

    private static Information without(Information information, Xaction row) {
        return rows(information, information.xactions().remove(row));
    }

    private static Information with(Information information, Xaction row) {
        return rows(information, information.xactions().put(row));
    }

    private static Information rows(Information information, Xactions xactions) {
        return new Information(
                information.clocks(),
                information.sequence(),
                information.identity(),
                information.cluster(),
                information.buckets(),
                xactions,
                information.keys(),
                information.keysByExpiry(),
                information.sessions(),
                information.events(),
                information.transformers());
    }

    private static Information with(Information information, Session session) {
        return new Information(
                information.clocks(),
                information.sequence(),
                information.identity(),
                information.cluster(),
                information.buckets(),
                information.xactions(),
                information.keys(),
                information.keysByExpiry(),
                information.sessions().plus(session.id(), session),
                information.events(),
                information.transformers());
    }
}
