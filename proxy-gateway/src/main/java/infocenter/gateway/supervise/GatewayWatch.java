package infocenter.gateway.supervise;

import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.cluster.Role;
import infocenter.core.command.Command;
import java.util.HashMap;
import java.util.Map;

/**
 * Which other gateways live: the leader asks each of them every few seconds, marks down what has not answered for lease + margin, and
 * up again what answers. Owned by the supervisor's thread.
 */
final class GatewayWatch {
    private final Leadership leader;
    private final NodeId self;
    private final Map<NodeId, Silence> gateways = new HashMap<>();

    GatewayWatch(Leadership leader, NodeId self) {
        this.leader = leader;
        this.self = self;
    }

    void ask() {
        SupervisionLimits limits = leader.limits();
        for (Node gateway : others()) {
            Silence silence = silence(gateway);
            leader.calls()
                    .alive(gateway, limits.gatewayEvery())
                    .whenComplete((alive, failure) -> leader.run(() -> {
                        if (failure == null) {
                            silence.heard(leader.nanos());
                            answers(gateway.id(), silence);
                        } else {
                            silence.missed();
                        }
                    }));
        }
        leader.after(limits.gatewayEvery(), this::ask);
    }

    void listen() {
        for (Node gateway : others()) {
            Silence silence = silence(gateway);
            silence.anotherLife(gateway, leader.nanos());
            if (gateway.up() && silence.tooLong(leader.nanos(), leader.limits().silence())) {
                silence.markDown();
                leader.surely(
                        new Command.MarkNodeDown(
                                gateway.id(),
                                gateway.incarnation(),
                                leader.term(),
                                "silent for " + leader.limits().silence().toSeconds() + " s"),
                        silence::marked);
            }
        }
    }

    private void answers(NodeId id, Silence silence) {
        Node gateway = leader.node(id);
        // One that has left on purpose still answers while it drains, so it must have been down for as long as that may
        // take.
        if (gateway != null
                && gateway.state() == NodeState.DOWN
                && !silence.markingDown()
                // It will hear of it, and end.
                && gateway.understands()
                        >= leader.book().information().cluster().featureLevel()
                && leader.elapsedMillis() - gateway.sinceMillis()
                        >= leader.limits().silence().toMillis()) {
            silence.markDown();
            leader.surely(new Command.MarkNodeUp(id, gateway.incarnation(), leader.term()), silence::marked);
        }
    }

    private Iterable<Node> others() {
        return leader.book().information().cluster().all(Role.GATEWAY).stream()
                .filter(node -> !node.id().equals(self) && node.state() != NodeState.EVICTED)
                .toList();
    }

    private Silence silence(Node gateway) {
        return gateways.computeIfAbsent(gateway.id(), id -> new Silence(leader.nanos()));
    }
}
