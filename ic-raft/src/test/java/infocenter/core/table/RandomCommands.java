package infocenter.core.table;

import infocenter.core.Seeds;
import infocenter.core.bucket.BucketName;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.cluster.Role;
import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordAcknowledgements.Acknowledgement;
import infocenter.core.command.Command.RecordProgress.Progress;
import infocenter.core.command.Command.RecordReports.RunEnd;
import infocenter.core.command.Command.SetMaintenance.Wish;
import infocenter.core.transform.Means;
import infocenter.core.transform.TransformBounds;
import infocenter.core.transform.TransformerName;
import infocenter.core.xaction.Caller;
import infocenter.core.xaction.Counters;
import infocenter.core.xaction.Kind;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.XactionId;
import java.util.ArrayList;
import java.util.List;
import org.pcollections.TreePMap;

/** Makes commands out of a seed: mostly sensible ones for the present value, some late, forged or nonsensical. */
final class RandomCommands {
    private static final List<BucketName> BUCKETS =
            List.of(BucketName.of("b1"), BucketName.of("b2"), BucketName.of("src"), BucketName.of("dst"));
    private static final List<NodeId> TARGETS = List.of(new NodeId("t1"), new NodeId("t2"), new NodeId("t3"));

    private final Seeds seeds;
    private final List<Kind> kinds;

    RandomCommands(Seeds seeds, List<Kind> kinds) {
        this.seeds = seeds;
        this.kinds = kinds;
    }

    Command next(Information now, long term) {
        int dice = seeds.between(0, 99);
        if (dice < 18) {
            return register(now);
        }
        if (dice < 34) {
            return new Command.RecordAcknowledgements(some(() -> acknowledgement(now)));
        }
        if (dice < 56) {
            return new Command.RecordReports(some(() -> end(now)));
        }
        if (dice < 62) {
            return new Command.RecordProgress(some(() -> progress(now)));
        }
        if (dice < 66) {
            Run run = interrupted(now);
            return new Command.RestartRun(lastId, run.target(), attempt(run), incarnation(now, run.target()));
        }
        if (dice < 70) {
            return new Command.RequestAbort(anId(now), seeds.anyOf(List.of(Origin.values())), Caller.system("random"));
        }
        if (dice < 75) {
            return new Command.Expire(seeds.between(0, 3));
        }
        return dice < 90 ? aboutNodes(now, term) : aboutTheRest(now, term);
    }

    private Command aboutNodes(Information now, long term) {
        NodeId id = seeds.oneIn(10) ? new NodeId("g1") : seeds.anyOf(TARGETS);
        long incarnation = incarnation(now, id);
        long itsTerm = seeds.oneIn(6) ? term - 1 : term;
        return switch (seeds.between(0, 12)) {
            case 0, 1 -> new Command.MarkNodeDown(id, incarnation, itsTerm, "random");
            case 2, 3, 4, 5, 6 -> new Command.MarkNodeUp(id, incarnation, itsTerm);
            case 7 ->
                id.value().equals("g1") ? Table.gateway("g1", incarnation) : Table.target(id.value(), incarnation);
            case 8 -> seeds.oneIn(3) ? new Command.LeaveNode(id, incarnation) : new Command.Tick();
            case 9 -> evict(now, inState(now, NodeState.DOWN, id));
            case 10 -> new Command.ForgetNode(inState(now, NodeState.EVICTED, id));
            case 11 -> aboutSeats();
            default -> new Command.SetMaintenance(id, seeds.oneIn(40) ? Wish.DECOMMISSION : wish());
        };
    }

    private Command aboutSeats() {
        NodeId gateway = new NodeId("g" + seeds.between(1, 3));
        return switch (seeds.between(0, 3)) {
            case 0 -> new Command.SetIcSize(seeds.between(0, 5));
            case 1 -> new Command.MoveLeadership(gateway);
            default -> new Command.SeatGateway(gateway, seeds.oneIn(2));
        };
    }

    private Command evict(Information now, NodeId id) {
        return new Command.EvictNode(id, incarnation(now, id));
    }

    private Command propose(Information now) {
        List<NodeId> eligible = now.cluster().nodes().values().stream()
                .filter(node -> node.role() == Role.TARGET)
                .filter(node -> node.state() == NodeState.UP || node.state() == NodeState.DOWN || seeds.oneIn(9))
                .map(Node::id)
                .toList();
        return new Command.ProposePlacement(
                now.cluster().proposed().version() + seeds.between(0, 1),
                eligible.subList(0, seeds.between(0, eligible.size())));
    }

    /** A node in that state, if there is one, else that id. */
    private static NodeId inState(Information now, NodeState state, NodeId otherwise) {
        return now.cluster().nodes().values().stream()
                .filter(node -> node.state() == state)
                .map(Node::id)
                .findFirst()
                .orElse(otherwise);
    }

    private Wish wish() {
        return seeds.oneIn(2) ? Wish.BEGIN : Wish.END;
    }

    private Command aboutTheRest(Information now, long term) {
        BucketName bucket = seeds.anyOf(BUCKETS);
        return switch (seeds.between(0, 8)) {
            case 0, 1 -> new Command.CreateBucket(bucket, TreePMap.empty());
            case 2 -> new Command.DestroyBucket(bucket, seeds.oneIn(4));
            case 3 -> new Command.SetBucketProperties(bucket, TreePMap.singleton("p", "" + seeds.between(0, 3)));
            case 4 -> propose(now);
            case 5 -> new Command.ActivatePlacement(now.cluster().proposed().version() - (seeds.oneIn(4) ? 1 : 0));
            case 6 -> new Command.RecordConfiguration(term, seeds.between(1, 20), List.of("p-g1"));
            case 7 -> new Command.RaiseFeatureLevel(seeds.between(0, 1));
            default -> aboutTransformers();
        };
    }

    private Command aboutTransformers() {
        TransformerName name = new TransformerName("up");
        return switch (seeds.between(0, 3)) {
            case 0, 1 ->
                new Command.RegisterTransformer(
                        name, new Means.HttpService("http://h/" + seeds.between(0, 1)), TransformBounds.STANDARD);
            case 2 -> new Command.RemoveTransformer(name);
            default -> new Command.Tick();
        };
    }

    private Command register(Information now) {
        activeVersion = now.cluster().active().version();
        Kind kind = seeds.oneIn(2) ? kinds.get(1) : seeds.anyOf(kinds);
        List<BucketName> living = List.copyOf(now.buckets().byName().keySet());
        List<BucketName> buckets = new ArrayList<>();
        int wanted = seeds.oneIn(20) ? 1 : kind.scope().ordinal();
        for (int i = 0; i < wanted; i++) {
            buckets.add(seeds.anyOf(living.isEmpty() || seeds.oneIn(12) ? BUCKETS : living));
        }
        return new Command.RegisterXaction(
                new XactionId("x" + seeds.between(1, 150)),
                kind.name(),
                arguments(kind),
                "",
                buckets,
                TreePMap.empty(),
                seeds.oneIn(3) ? "k" + seeds.between(1, 20) : null,
                "h" + seeds.between(1, 2),
                seeds.oneIn(4) ? Origin.SYSTEM : Origin.CLIENT,
                Caller.system("random"),
                seeds.oneIn(2),
                seeds.between(0, 5_000),
                seeds.oneIn(5) ? seeds.between(-1, 60_000) : 0);
    }

    private String arguments(Kind kind) {
        if (seeds.oneIn(10)) {
            return "{}";
        }
        return switch (kind.name()) {
            case "typed" -> "{\"name\":\"a\"}";
            case "delete" -> "{\"prefix\":\"a\"}";
            case "rebalance" -> "{\"version\":" + (activeVersion + (seeds.oneIn(9) ? 1 : 0)) + "}";
            case "transform" -> "{\"transformer\":\"up\"}";
            default -> "{}";
        };
    }

    private Acknowledgement acknowledgement(Information now) {
        Run run = run(now);
        return new Acknowledgement(lastId, run.target(), incarnation(run), attempt(run));
    }

    private RunEnd end(Information now) {
        Run run = run(now);
        return new RunEnd(
                lastId,
                run.target(),
                incarnation(run),
                attempt(run),
                seeds.between(0, 9),
                seeds.anyOf(List.of(RunEnd.How.values())),
                "random",
                counters());
    }

    private Progress progress(Information now) {
        Run run = run(now);
        return new Progress(lastId, run.target(), incarnation(run), attempt(run), counters(), 9, seeds.oneIn(2));
    }

    private long activeVersion;
    private XactionId lastId = new XactionId("x1");

    /** A run of the row that is named by {@code lastId} from then on; one that nobody knows if there is none. */
    private Run run(Information now) {
        lastId = anId(now);
        var row = now.xactions().find(lastId);
        return row == null
                ? Run.owed(seeds.anyOf(TARGETS), 1, 1, 1)
                : seeds.anyOf(List.of(row.runs().values().toArray(new Run[0])));
    }

    /** An interrupted run if there is one, else any. */
    private Run interrupted(Information now) {
        for (XactionId id : now.xactions().active().values()) {
            for (Run run : now.xactions().rows().get(id).runs().values()) {
                if (run.state() instanceof RunState.Interrupted && seeds.oneIn(2)) {
                    lastId = id;
                    return run;
                }
            }
        }
        return run(now);
    }

    private XactionId anId(Information now) {
        if (now.xactions().active().isEmpty() || seeds.oneIn(8)) {
            return new XactionId("x" + seeds.between(1, 60));
        }
        return seeds.anyOf(List.of(now.xactions().active().values().toArray(new XactionId[0])));
    }

    private <T> List<T> some(java.util.function.Supplier<T> one) {
        List<T> all = new ArrayList<>();
        int count = seeds.between(1, 3);
        for (int i = 0; i < count; i++) {
            all.add(one.get());
        }
        return all;
    }

    private Counters counters() {
        return new Counters(seeds.between(0, 3), 9, 9, 9, 9, 9);
    }

    private int attempt(Run run) {
        return run.attempt() + (seeds.oneIn(12) ? seeds.between(-1, 1) : 0);
    }

    private long incarnation(Run run) {
        return run.incarnation() + (seeds.oneIn(12) ? seeds.between(-1, 1) : 0);
    }

    private long incarnation(Information now, NodeId id) {
        Node node = now.cluster().nodes().get(id);
        long known = node == null ? 1 : node.incarnation();
        return seeds.oneIn(5) ? known + seeds.between(-1, 1) : known;
    }
}
