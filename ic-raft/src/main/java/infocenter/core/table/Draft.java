package infocenter.core.table;

import infocenter.core.bucket.Buckets;
import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Identity;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.command.Stamp;
import infocenter.core.transform.Transformers;
import infocenter.core.xaction.Xaction;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * The next value while one command writes it. A command that refuses must not have written; one that fails is thrown away with its
 * draft. Lives for one command, on the apply thread.
 */
final class Draft {
    final Rules rules;

    /** Term of the entry: commands about nodes that carry another one come from a leader that is none any more. */
    final long term;

    /** Sequence of this command. */
    final long command;

    private final Clocks clocks;
    private long sequence;
    private TreePMap<Long, Event> events;

    @Nullable
    Identity identity;

    Cluster cluster;
    Buckets buckets;
    Xactions xactions;
    TreePMap<String, IdempotencyKey> keys;
    TreePMap<Information.KeyExpiry, String> keysByExpiry;
    TreePMap<Long, Session> sessions;
    Transformers transformers;

    /** Begins the command after those that made {@code before}, whose clocks are already those of the entry. */
    Draft(Information before, Stamp stamp, Rules rules) {
        this.rules = rules;
        this.term = stamp.term();
        this.command = before.sequence() + 1;
        this.clocks = before.clocks();
        this.sequence = command;
        this.events = before.events();
        this.identity = before.identity();
        this.cluster = before.cluster();
        this.buckets = before.buckets();
        this.xactions = before.xactions();
        this.keys = before.keys();
        this.keysByExpiry = before.keysByExpiry();
        this.sessions = before.sessions();
        this.transformers = before.transformers();
    }

    Information done() {
        return new Information(
                clocks,
                sequence,
                identity,
                cluster,
                buckets,
                xactions,
                keys,
                keysByExpiry,
                sessions,
                events,
                transformers);
    }

    /** Elapsed time of the entry. */
    long now() {
        return clocks.elapsedMillis();
    }

    /** Wall time of the entry. */
    long shown() {
        return clocks.shownMillis();
    }

    Limits limits() {
        return rules.limits();
    }

    @Nullable
    Node node(NodeId id) {
        return cluster.nodes().get(id);
    }

    void put(Node node) {
        cluster = cluster.with(node, command);
    }

    /** Tells watchers of a node. */
    void event(String type, Node node, String detail) {
        event(type, node.id().value(), "", node.state().shown(), List.of(), detail);
    }

    /** Tells watchers of a xaction. */
    void event(String type, Xaction row, String detail) {
        List<String> names =
                row.buckets().stream().map(ref -> ref.name().shown()).toList();
        event(type, row.id().value(), row.kind(), row.phase().shown(), names, detail);
    }

    /** Tells watchers; an event has a number of its own in the one sequence. */
    void event(String type, String subject, String kind, String state, List<String> bucketNames, String detail) {
        sequence++;
        events = events.plus(
                sequence, new Event(sequence, type, subject, kind, state, bucketNames, detail, clocks.shownMillis()));
        if (events.size() > limits().eventsMax()) {
            events = events.minusFirstEntry();
        }
    }

    Outcome applied(String subject) {
        return new Outcome.Applied(command, subject);
    }

    Outcome alreadyDone(String subject) {
        return new Outcome.AlreadyDone(command, subject);
    }

    static Outcome.Refused refused(Reason reason, String subject, String message) {
        return new Outcome.Refused(reason, subject, message);
    }

    static Outcome.Refused notInitialized() {
        return refused(Reason.NOT_INITIALIZED, "", "the cluster is not initialized: run xic cluster init");
    }
}
