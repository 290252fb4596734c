package infocenter.gateway.rest;

import infocenter.core.cluster.NodeId;
import infocenter.core.command.Outcome;
import infocenter.gateway.change.Changed;
import infocenter.gateway.door.GatewayUseCases;
import infocenter.gateway.door.GroupInfo;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The Information Center: shown, and told its size, its seats and its leader. A change is answered once it is in the log; the group
 * follows. What may be is decided by the table.
 */
final class CouncilRoutes {
    private final GatewayUseCases useCases;
    private final Body body;
    private final RestLimits limits;

    CouncilRoutes(GatewayUseCases useCases, Body body, RestLimits limits) {
        this.useCases = useCases;
        this.body = body;
        this.limits = limits;
    }

    void bind(Bindings bindings) {
        bindings.member("listMembers", this::members)
                .member("setIcSize", this::size)
                .member("giveSeat", call -> seat(call, true))
                .member("takeSeat", call -> seat(call, false))
                .member("moveLeadership", this::lead);
    }

    private void members(Call call) {
        call.when(useCases.table().now(), moment -> {
            GroupInfo group = useCases.group().get();
            call.json(200, moment.term(), moment.index(), json -> MembersView.write(json, moment, group));
        });
    }

    private void size(Call call) {
        body.object(call, limits.smallBodyBytesMax(), object -> {
            long size = new Fields("", object, Set.of("size")).whole("size", 0);
            // Whatever is no int is no size either: the table says which ones are.
            changed(call, useCases.council().size((int) Math.max(-1, Math.min(size, Integer.MAX_VALUE))));
        });
    }

    private void seat(Call call, boolean wanted) {
        changed(call, useCases.council().seat(Parsed.field("id", call.name("id"), NodeId::new), wanted));
    }

    private void lead(Call call) {
        body.object(call, limits.smallBodyBytesMax(), object -> {
            NodeId to = to(object);
            changed(call, useCases.council().lead(to, useCases.group().get().leader()));
        });
    }

    private static @Nullable NodeId to(Map<String, @Nullable Object> object) {
        String to = new Fields("", object, Set.of("to")).textOrNull("to");
        return to == null ? null : Parsed.field("to", to, NodeId::new);
    }

    private void changed(Call call, CompletableFuture<Changed> change) {
        call.when(change, answer -> {
            call.stamp(answer.moment().term(), answer.moment().index());
            if (answer.outcome() instanceof Outcome.Refused refused) {
                call.problem(ErrorReplies.of(refused));
            } else {
                GroupInfo group = useCases.group().get();
                call.json(200, json -> MembersView.write(json, answer.moment(), group));
            }
        });
    }
}
