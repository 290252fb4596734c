package infocenter.gateway.ais.cluster;

import infocenter.client.Moment;
import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.cluster.Role;
import infocenter.core.command.Command.SetMaintenance.Wish;
import infocenter.core.command.Outcome;
import infocenter.core.table.Rebalances;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import infocenter.gateway.ais.ActionMessage;
import infocenter.gateway.ais.AisCall;
import infocenter.gateway.ais.AisError;
import infocenter.gateway.ais.AisErrors;
import infocenter.gateway.ais.AisFields;
import infocenter.gateway.ais.AisRefusal;
import infocenter.gateway.ais.AisRoutes;
import infocenter.gateway.change.Changed;
import infocenter.gateway.change.Insist;
import infocenter.gateway.door.GatewayUseCases;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Nodes taken out and back, and another leader. What may be is decided by the table, what follows is the leader's work. */
final class NodeChanges {
    private static final String CLUSTER = "/v1/cluster";
    /** For a member to answer: its clients ask again after 20 s. */
    private static final Duration WITHIN = Duration.ofSeconds(18);
    /** So long the rebalance that follows from a change is waited for, so that the answer can name it. */
    private static final Duration REBALANCE_WITHIN = Duration.ofSeconds(3);

    private static final long LOOK_MILLIS = 100;

    private final Vertx vertx;
    private final GatewayUseCases useCases;

    NodeChanges(Vertx vertx, GatewayUseCases useCases) {
        this.vertx = vertx;
        this.useCases = useCases;
    }

    void bind(AisRoutes routes) {
        routes.action(HttpMethod.PUT, CLUSTER, "start-maintenance", call -> wish(call, Wish.BEGIN))
                .action(HttpMethod.PUT, CLUSTER, "stop-maintenance", call -> wish(call, Wish.END))
                .action(HttpMethod.PUT, CLUSTER, "decommission-node", call -> wish(call, Wish.DECOMMISSION))
                .action(HttpMethod.PUT, CLUSTER, "rm-unsafe", this::forget)
                .action(HttpMethod.PUT, CLUSTER, "shutdown-node", call -> {
                    throw new AisRefusal(
                            AisError.unsupported(
                                    "\"shutdown-node\" is not supported: start maintenance, then stop the process where it runs"));
                })
                .on(HttpMethod.PUT, CLUSTER + "/proxy/{id}", this::lead);
    }

    private void wish(AisCall call, Wish wish) {
        List<NodeId> ids = nodes(call.message());
        call.atMember(ids.get(0).value(), WITHIN, () -> {
            CompletableFuture<Changed> all = null;
            for (NodeId id : ids) {
                Supplier<CompletableFuture<Changed>> one =
                        () -> Insist.on(() -> useCases.nodes().wish(id, wish), System::nanoTime);
                all = all == null
                        ? one.get()
                        : all.thenCompose(before -> before.outcome() instanceof Outcome.Refused
                                ? CompletableFuture.completedFuture(before)
                                : one.get());
            }
            call.when(Objects.requireNonNull(all), changed -> {
                refuse(changed.outcome());
                long until = System.nanoTime() + REBALANCE_WITHIN.toNanos();
                awaitRebalance(call, ids, changed.moment(), until);
            });
        });
    }

    /** Answers with the rebalance that follows, or with nothing when none does. */
    private void awaitRebalance(AisCall call, List<NodeId> ids, Moment moment, long untilNanos) {
        Cluster cluster = moment.information().cluster();
        boolean targets = ids.stream()
                .map(id -> cluster.nodes().get(id))
                .anyMatch(node -> node != null && node.role() == Role.TARGET);
        boolean settled = ids.stream().allMatch(id -> settled(cluster, id));
        Xaction rebalance = rebalance(moment);
        if (settled && rebalance != null) {
            call.text(200, rebalance.id().value());
        } else if (!targets || settled && cluster.lagging().isEmpty() || System.nanoTime() > untilNanos) {
            call.empty();
        } else {
            vertx.setTimer(
                    LOOK_MILLIS,
                    later -> call.when(useCases.table().now(), next -> awaitRebalance(call, ids, next, untilNanos)));
        }
    }

    /** The active placement is as the node's state wants it. */
    private static boolean settled(Cluster cluster, NodeId id) {
        Node node = cluster.nodes().get(id);
        return node == null
                || node.role() != Role.TARGET
                || cluster.active().names(id) == (node.state() == NodeState.UP);
    }

    private static @Nullable Xaction rebalance(Moment moment) {
        long version = moment.information().cluster().active().version();
        for (XactionId id : moment.information().xactions().active().values()) {
            Xaction row = moment.information().xactions().find(id);
            if (row != null && Rebalances.version(row) == version) {
                return row;
            }
        }
        return null;
    }

    private void forget(AisCall call) {
        List<NodeId> ids = nodes(call.message());
        call.atMember(ids.get(0).value(), WITHIN, () -> {
            List<CompletableFuture<Changed>> all = new ArrayList<>();
            ids.forEach(id -> all.add(Insist.on(() -> useCases.nodes().forget(id), System::nanoTime)));
            call.when(CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])), done -> {
                all.forEach(one -> refuse(one.join().outcome()));
                call.empty();
            });
        });
    }

    private void lead(AisCall call) {
        NodeId id = id(call.name("id"));
        call.atMember(
                id.value(),
                WITHIN,
                () -> call.when(
                        Insist.on(
                                () -> useCases.council()
                                        .lead(id, useCases.group().get().leader()),
                                System::nanoTime),
                        changed -> {
                            refuse(changed.outcome());
                            call.empty();
                        }));
    }

    private static List<NodeId> nodes(ActionMessage message) {
        AisFields value = message.fields();
        String one = value.text("sid");
        List<String> many = value.texts("sids");
        if (one.isEmpty() == many.isEmpty()) {
            throw AisRefusal.bad("exactly one of \"sid\" and \"sids\" must name nodes");
        }
        return (one.isEmpty() ? many : List.of(one))
                .stream().map(NodeChanges::id).toList();
    }

    private static NodeId id(String text) {
        try {
            return new NodeId(text);
        } catch (IllegalArgumentException nobodys) {
            throw new AisRefusal(new AisError(404, "errNodeNotFound", "node \"" + text + "\" does not exist"));
        }
    }

    private static void refuse(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            throw new AisRefusal(AisErrors.of(refused));
        }
    }
}
