package infocenter.gateway.ais.cluster;

import infocenter.core.cluster.Node;
import infocenter.gateway.ais.AisCall;
import infocenter.gateway.ais.AisRefusal;
import infocenter.gateway.ais.AisRoutes;
import infocenter.gateway.ais.AisSlice;
import infocenter.gateway.door.GatewayUseCases;
import io.vertx.core.Vertx;

/** Reading the cluster. */
public final class ClusterSlice implements AisSlice {
    static final String DAEMON = "/v1/daemon";
    static final String CLUSTER = "/v1/cluster";

    @Override
    public void bind(Vertx vertx, GatewayUseCases useCases, AisRoutes routes) {
        Smaps smaps = new Smaps(useCases);
        for (String path : new String[] {DAEMON, CLUSTER}) {
            routes.what(path, "smap", call -> call.json(smaps.text().copy()));
            routes.what(path, "snode", call -> self(call, smaps, useCases));
        }
    }

    private static void self(AisCall call, Smaps smaps, GatewayUseCases useCases) {
        Smap map = smaps.map();
        Node self = map.view().node(useCases.settings().id());
        if (self == null) {
            throw AisRefusal.bad("this gateway has not joined yet");
        }
        call.json(json -> map.node(json, self));
    }
}
