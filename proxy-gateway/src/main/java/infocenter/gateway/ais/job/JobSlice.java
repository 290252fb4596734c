package infocenter.gateway.ais.job;

import infocenter.gateway.ais.AisRoutes;
import infocenter.gateway.ais.AisSlice;
import infocenter.gateway.door.GatewayUseCases;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;

/** Jobs: the views of the table, starts and stops. */
public final class JobSlice implements AisSlice {
    private static final String CLUSTER = "/v1/cluster";

    @Override
    public void bind(Vertx vertx, GatewayUseCases useCases, AisRoutes routes) {
        JobViews views = new JobViews(vertx, useCases);
        routes.what(CLUSTER, "status", views::status)
                .what(CLUSTER, "status_all", views::statusAll)
                .what(CLUSTER, "qryxstats", views::snapshots)
                .what(CLUSTER, "running_all", views::running);
        JobChanges changes = new JobChanges(useCases);
        routes.action(HttpMethod.PUT, CLUSTER, "start", changes::start)
                .action(HttpMethod.PUT, CLUSTER, "stop", changes::stop);
    }
}
