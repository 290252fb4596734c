package infocenter.core.supervise;

import infocenter.core.cluster.Addresses;
import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.cluster.Role;
import infocenter.core.table.Clocks;
import infocenter.core.table.Event;
import infocenter.core.table.Information;
import infocenter.core.table.Xactions;
import infocenter.core.xaction.Abort;
import infocenter.core.xaction.Caller;
import infocenter.core.xaction.End;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.Pace;
import infocenter.core.xaction.Policy;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** A table written by hand, for tests of one decision: nodes and rows as the test says, and an event for each change. */
record Scene(Information information) {
    static final NodeId T1 = new NodeId("t1");
    static final NodeId T2 = new NodeId("t2");

    static Scene empty() {
        return new Scene(Information.EMPTY);
    }

    Scene target(NodeId id, long incarnation, boolean up) {
        long sequence = information.sequence() + 1;
        Node node = new Node(
                id,
                Role.TARGET,
                new Addresses("http://" + id, "http://" + id),
                "",
                incarnation,
                up ? NodeState.UP : NodeState.DOWN,
                null,
                1,
                0,
                sequence,
                sequence,
                0,
                up);
        return at(sequence, information.clocks(), information.cluster().with(node, sequence), information.xactions());
    }

    Scene elapsed(long millis) {
        return at(information.sequence(), new Clocks(millis, millis), information.cluster(), information.xactions());
    }

    /** A row with those runs, registered by the next sequence. */
    Scene row(String id, Run... runs) {
        return row(id, (Long) null, runs);
    }

    /** The same with that map. */
    Scene cluster(Cluster cluster) {
        return at(information.sequence(), information.clocks(), cluster, information.xactions());
    }

    /** A row of that kind. */
    Scene row(String kind, String id, Run... runs) {
        return row(kind, "{}", id, null, runs);
    }

    Scene row(String id, @Nullable Long abortSequence, Run... runs) {
        return row("copy-bucket", "{}", id, abortSequence, runs);
    }

    Scene row(String kind, String arguments, String id, @Nullable Long abortSequence, Run... runs) {
        long now = information.clocks().elapsedMillis();
        TreePMap<NodeId, Run> byTarget = TreePMap.empty();
        for (Run run : runs) {
            byTarget = byTarget.plus(run.target(), run);
        }
        Xaction known = information.xactions().find(new XactionId(id));
        long sequence = information.sequence() + 1;
        Abort abort =
                abortSequence == null ? null : new Abort(abortSequence, Origin.CLIENT, Caller.system("test"), now, now);
        boolean over = byTarget.values().stream().allMatch(run -> run.state().terminal());
        Xaction row = new Xaction(
                new XactionId(id),
                kind,
                arguments,
                "",
                List.of(),
                TreePMap.empty(),
                null,
                Origin.CLIENT,
                Caller.system("test"),
                Policy.RESTART,
                false,
                known == null ? sequence : known.sequence(),
                known == null ? now : known.registeredMillis(),
                now,
                0,
                true,
                abort,
                byTarget,
                over ? new End(now, now, Origin.CLIENT, "") : null);
        Xactions rows = information.xactions().put(row);
        return at(sequence, information.clocks(), information.cluster(), rows).event("xaction.changed", id);
    }

    Scene without(String id) {
        Xactions rows = information.xactions().remove(information.xactions().find(new XactionId(id)));
        return at(information.sequence() + 1, information.clocks(), information.cluster(), rows);
    }

    private Scene event(String type, String subject) {
        long id = information.sequence() + 1;
        Event event = new Event(id, type, subject, "", "", List.of(), "", 0);
        return new Scene(new Information(
                information.clocks(),
                id,
                information.identity(),
                information.cluster(),
                information.buckets(),
                information.xactions(),
                information.keys(),
                information.keysByExpiry(),
                information.sessions(),
                information.events().plus(id, event)));
    }

    private Scene at(long sequence, Clocks clocks, Cluster cluster, Xactions xactions) {
        return new Scene(new Information(
                clocks,
                sequence,
                information.identity(),
                cluster,
                information.buckets(),
                xactions,
                information.keys(),
                information.keysByExpiry(),
                information.sessions(),
                information.events()));
    }

    static Run run(NodeId target, long incarnation, int attempt, long sequence, RunState state) {
        Run owed = Run.owed(target, incarnation, sequence, 5_000);
        return new Run(
                target,
                incarnation,
                attempt,
                sequence,
                state,
                owed.startByMillis(),
                owed.counters(),
                0,
                false,
                0,
                0,
                0,
                Pace.NONE);
    }

    static Run owed(NodeId target, long sequence) {
        return run(target, 1, 1, sequence, new RunState.Owed());
    }

    static Run running(NodeId target, long sequence) {
        return run(target, 1, 1, sequence, new RunState.Running());
    }

    static Run aborted(NodeId target, long sequence) {
        return run(target, 1, 1, sequence, new RunState.Aborted());
    }

    static Run finished(NodeId target, long sequence) {
        return run(target, 1, 1, sequence, new RunState.Finished());
    }

    static Run interrupted(NodeId target, long incarnation, long sequence) {
        return run(target, incarnation, 1, sequence, new RunState.Interrupted(40_000));
    }

    /** What a target of incarnation 1 answers when it has those runs, active and of attempt 1. */
    static Seen has(String... ids) {
        Map<XactionId, Seen.Listed> inventory = new TreeMap<>();
        for (String id : ids) {
            inventory.put(new XactionId(id), new Seen.Listed(new XactionId(id), 1, false));
        }
        return new Seen(1, false, inventory, List.of(), List.of());
    }
}
