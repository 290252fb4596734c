package infocenter.gateway.ais.cluster;

import infocenter.gateway.ais.AisError;
import infocenter.gateway.ais.AisRefusal;
import infocenter.gateway.ais.AisRoutes;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/** What AIStore's clients may ask of a cluster and this one has not: said clearly, so that they report it and go on. */
final class Unsupported {
    private static final List<String> CONFIGURATION = List.of("set-config", "reset-config");
    private static final List<String> OF_CLUSTER =
            List.of("rotate-logs", "clear-lcache", "reload-creds", "reset-stats", "shutdown", "decommission");
    private static final List<String> OF_NODE =
            List.of("attach-mp", "detach-mp", "enable-mp", "disable-mp", "rescan-mp", "rotate-logs", "shutdown");

    void bind(AisRoutes routes, String cluster, String daemon, String reverse) {
        for (String action : CONFIGURATION) {
            for (String path : List.of(cluster, daemon, reverse)) {
                refuse(routes, HttpMethod.PUT, path, action, "settings are in a file of each node, read at its start");
            }
        }
        OF_CLUSTER.forEach(action ->
                refuse(routes, HttpMethod.PUT, cluster, action, "processes are in the hands of who runs them"));
        for (String action : OF_NODE) {
            refuse(
                    routes,
                    HttpMethod.PUT,
                    reverse,
                    action,
                    "mount paths and processes are in the hands of who runs them");
        }
        routes.on(HttpMethod.PUT, cluster + "/attach", call -> {
            throw new AisRefusal(AisError.unsupported("remote clusters are not supported"));
        });
        routes.on(HttpMethod.PUT, cluster + "/detach", call -> {
            throw new AisRefusal(AisError.unsupported("remote clusters are not supported"));
        });
        routes.on(HttpMethod.POST, cluster + "/join-by-admin", call -> {
            throw new AisRefusal(AisError.unsupported(
                    "a node joins by itself: start it with the address of one of these gateways in its settings"));
        });
    }

    private static void refuse(AisRoutes routes, HttpMethod method, String path, String action, String why) {
        routes.action(method, path, action, call -> {
            throw new AisRefusal(AisError.unsupported("\"" + action + "\" is not supported: " + why));
        });
    }
}
