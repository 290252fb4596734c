package infocenter.gateway.ais.cluster;

import infocenter.gateway.ais.AisRoutes;
import infocenter.gateway.ais.AisSlice;
import infocenter.gateway.door.GatewayUseCases;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;

/** The cluster and its nodes: shown, and what operators do to them. */
public final class ClusterSlice implements AisSlice {
    private static final String DAEMON = "/v1/daemon";
    private static final String CLUSTER = "/v1/cluster";
    private static final String REVERSE = "/v1/reverse/daemon";

    @Override
    public void bind(Vertx vertx, GatewayUseCases useCases, AisRoutes routes) {
        Smaps smaps = new Smaps(useCases);
        ClusterViews views = new ClusterViews(useCases, smaps);
        NodeViews nodes = new NodeViews(vertx, useCases, smaps);
        for (String path : new String[] {DAEMON, CLUSTER}) {
            routes.what(path, "smap", views::smap)
                    .what(path, "snode", nodes::self)
                    .what(path, "smapvote", views::smap)
                    .what(path, "bmd", views::buckets)
                    .what(path, "sysinfo", nodes::load)
                    .what(path, "node_stats", nodes::figures);
        }
        routes.what(CLUSTER, "cluster_config", views::configuration)
                .what(DAEMON, "config", views::configuration)
                .what(
                        CLUSTER,
                        "backends",
                        call -> call.json(json -> {
                            json.writeStartArray();
                            json.writeEndArray();
                        }))
                .what(CLUSTER, "remote", views::remote)
                .what(CLUSTER, "target_ips", views::targetAddresses)
                .what(DAEMON, "node_status", nodes::status)
                .what(DAEMON, "log", nodes::log)
                .what(DAEMON, "software_version", call -> call.text(200, NodeViews.VERSION))
                .what(REVERSE, "node_status", nodes::status)
                .what(REVERSE, "log", nodes::log)
                .what(REVERSE, "snode", nodes::self)
                .what(REVERSE, "smap", views::smap)
                .what(REVERSE, "config", views::configuration)
                .what(REVERSE, "sysinfo", nodes::load)
                .what(REVERSE, "node_stats", nodes::figures);
        routes.on(HttpMethod.GET, "/v1/health", new Health(useCases, smaps)::answer);
        new NodeChanges(vertx, useCases).bind(routes);
        new Unsupported().bind(routes, CLUSTER, DAEMON, REVERSE);
    }
}
