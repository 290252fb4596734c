package infocenter.gateway.ais.cluster;

import infocenter.gateway.ais.AisCall;
import infocenter.gateway.ais.AisError;
import infocenter.gateway.ais.AisRefusal;
import infocenter.gateway.door.GatewayUseCases;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Whether this gateway lives, and whether the cluster serves: proven by a read, not by what was heard lately. */
final class Health {
    private final GatewayUseCases useCases;
    private final Smaps smaps;

    Health(GatewayUseCases useCases, Smaps smaps) {
        this.useCases = useCases;
        this.smaps = smaps;
    }

    void answer(AisCall call) {
        long uptime = TimeUnit.MILLISECONDS.toNanos(
                ManagementFactory.getRuntimeMXBean().getUptime());
        call.response()
                .putHeader("Ais-Cluster-Uptime", Long.toString(uptime))
                .putHeader("Ais-Node-Uptime", Long.toString(uptime));
        boolean here = call.flag("cii");
        boolean primary = call.flag("cii-apr");
        if (here && primary || call.flag("prr") && (here || primary)) {
            throw AisRefusal.bad("invalid health query: these parameters cannot be combined");
        }
        if (call.flag("apr") || primary) {
            refuseUnlessPrimary();
        }
        if (here || primary) {
            Smap map = smaps.map();
            call.json(json -> new StateInfo(map).write(json));
        } else if (call.flag("prr") || call.flag("readiness")) {
            CompletionStage<?> proof = useCases.table().here()
                    ? useCases.table().now()
                    : useCases.maps().newer();
            proof.whenComplete((answered, failure) -> call.context().runOnContext(hop -> {
                if (failure == null && useCases.maps().view().identity() != null) {
                    call.empty();
                } else {
                    call.refuse(new AisError(503, "", "the cluster is not ready: try again"));
                }
            }));
        } else {
            call.empty();
        }
    }

    private void refuseUnlessPrimary() {
        if (!useCases.settings().id().equals(useCases.group().get().leader())) {
            throw AisRefusal.bad("misdirected: this gateway is not primary");
        }
    }
}
