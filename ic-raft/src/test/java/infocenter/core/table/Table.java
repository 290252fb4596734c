package infocenter.core.table;

import infocenter.core.bucket.BucketName;
import infocenter.core.cluster.Addresses;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Role;
import infocenter.core.cluster.Seat;
import infocenter.core.command.Batch;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Stamp;
import infocenter.core.xaction.Caller;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.Phase;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.pcollections.TreePMap;

/** A table under test: applies commands of one gateway's session one by one, and keeps the log. */
public final class Table {
    static final String CLUSTER = "c1";

    /** One entry as it was applied. */
    public record Entry(Stamp stamp, Batch batch) {}

    final List<Entry> log = new ArrayList<>();
    final Rules rules;
    Information now = Information.EMPTY;
    long term = 1;
    long elapsed = 1_000;
    long session;
    long number;

    Table() {
        this(Rules.STANDARD);
    }

    Table(Rules rules) {
        this.rules = rules;
    }

    /** One gateway, the targets t1..tn, all in the active placement, and bucket {@code src} and {@code dst}. */
    static Table ready(Rules rules, int targets) {
        Table table = new Table(rules);
        table.entry(Batch.sessionless(new Command.Initialize(CLUSTER, 1)));
        table.session = ((Outcome.Applied) table.join(gateway("g1", 1))).sequence();
        List<NodeId> ids = new ArrayList<>();
        for (int i = 1; i <= targets; i++) {
            table.join(target("t" + i, 1));
            ids.add(new NodeId("t" + i));
        }
        if (targets > 0) {
            table.apply(new Command.ProposePlacement(1, ids));
            table.apply(new Command.ActivatePlacement(1));
        }
        table.apply(new Command.CreateBucket(BucketName.of("src"), TreePMap.empty()));
        table.apply(new Command.CreateBucket(BucketName.of("dst"), TreePMap.empty()));
        return table;
    }

    static Table ready(int targets) {
        return ready(Rules.STANDARD, targets);
    }

    static Command.JoinNode gateway(String id, long incarnation) {
        return new Command.JoinNode(
                CLUSTER,
                new NodeId(id),
                Role.GATEWAY,
                new Addresses("http://" + id + ":1", "http://" + id + ":2"),
                "z1",
                incarnation,
                new Seat("p-" + id, id + ":3"),
                1);
    }

    static Command.JoinNode target(String id, long incarnation) {
        return new Command.JoinNode(
                CLUSTER,
                new NodeId(id),
                Role.TARGET,
                new Addresses("http://" + id + ":1", "http://" + id + ":2"),
                "z1",
                incarnation,
                null,
                1);
    }

    List<Outcome> entry(Batch batch) {
        Stamp stamp = new Stamp(term, elapsed, 1_700_000_000_000L + elapsed);
        log.add(new Entry(stamp, batch));
        Change change = InformationTable.apply(now, stamp, batch, rules);
        now = change.information();
        return change.outcomes();
    }

    Outcome join(Command.JoinNode command) {
        return entry(Batch.sessionless(command)).get(0);
    }

    /** The command under the session's next number. */
    Outcome apply(Command command) {
        number++;
        return entry(new Batch(session, number, List.of(new Batch.Numbered(number, command))))
                .get(0);
    }

    void pass(Duration time) {
        elapsed += time.toMillis();
    }

    static Start start(String id, String kind, String... buckets) {
        return new Start(id, kind, buckets);
    }

    Outcome register(String id, String kind, String... buckets) {
        return apply(start(id, kind, buckets).command());
    }

    Outcome acknowledge(String id, String target) {
        Run run = run(id, target);
        return apply(new Command.RecordAcknowledgements(List.of(new Command.RecordAcknowledgements.Acknowledgement(
                new XactionId(id), run.target(), run.incarnation(), run.attempt()))));
    }

    Outcome report(String id, String target, Command.RecordReports.RunEnd.How how) {
        Run run = run(id, target);
        return apply(new Command.RecordReports(List.of(new Command.RecordReports.RunEnd(
                new XactionId(id),
                run.target(),
                run.incarnation(),
                run.attempt(),
                1,
                how,
                how == Command.RecordReports.RunEnd.How.FAILED ? "disk full" : "",
                run.counters()))));
    }

    Outcome abort(String id) {
        return apply(new Command.RequestAbort(new XactionId(id), Origin.CLIENT, new Caller("ann", "", "enough")));
    }

    Outcome down(String target) {
        return apply(new Command.MarkNodeDown(new NodeId(target), node(target).incarnation(), term, "silent"));
    }

    Outcome up(String target, long incarnation) {
        return apply(new Command.MarkNodeUp(new NodeId(target), incarnation, term));
    }

    Outcome restart(String id, String target) {
        Run run = run(id, target);
        return apply(new Command.RestartRun(
                new XactionId(id), run.target(), run.attempt(), node(target).incarnation()));
    }

    Outcome expire() {
        return apply(new Command.Expire(1_000));
    }

    Xaction row(String id) {
        return now.xactions().rows().get(new XactionId(id));
    }

    Phase phase(String id) {
        return row(id).phase();
    }

    Run run(String id, String target) {
        return row(id).runs().get(new NodeId(target));
    }

    RunState state(String id, String target) {
        return run(id, target).state();
    }

    Node node(String id) {
        return now.cluster().nodes().get(new NodeId(id));
    }

    /** Types of the events that are kept, oldest first. */
    List<String> eventTypes() {
        return now.events().values().stream().map(Event::type).toList();
    }

    /** A start in the making. */
    static final class Start {
        String id;
        String kind;
        List<BucketName> buckets;
        String arguments;
        String hash = "";
        TreePMap<String, String> labels = TreePMap.empty();
        String key;
        String body = "b1";
        Origin origin = Origin.CLIENT;
        Caller caller = new Caller("ann", "g1", "");
        boolean partial;
        long startBy = 5_000;
        long deadline;

        Start(String id, String kind, String... buckets) {
            this.id = id;
            this.kind = kind;
            this.arguments = kind.equals("delete") ? "{\"prefix\":\"a\"}" : "{}";
            this.buckets = java.util.Arrays.stream(buckets).map(BucketName::of).toList();
        }

        Start arguments(String json) {
            arguments = json;
            return this;
        }

        Start key(String value, String bodyHash) {
            key = value;
            body = bodyHash;
            return this;
        }

        Command.RegisterXaction command() {
            return new Command.RegisterXaction(
                    new XactionId(id),
                    kind,
                    arguments,
                    hash,
                    buckets,
                    labels,
                    key,
                    body,
                    origin,
                    caller,
                    partial,
                    startBy,
                    deadline);
        }
    }
}
