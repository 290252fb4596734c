package infocenter.gateway.ais.etl;

import infocenter.gateway.ais.AisError;
import infocenter.gateway.ais.AisHandler;
import infocenter.gateway.ais.AisRefusal;
import infocenter.gateway.ais.AisRoutes;
import infocenter.gateway.ais.AisSlice;
import infocenter.gateway.door.GatewayUseCases;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;

/** ETLs. */
public final class EtlSlice implements AisSlice {
    private static final String ETL = "/v1/etl";
    private static final String NAMED = ETL + "/{name}";

    @Override
    public void bind(Vertx vertx, GatewayUseCases useCases, AisRoutes routes) {
        Etls etls = new Etls(useCases);
        routes.action(HttpMethod.PUT, ETL, "", etls::init)
                .action(HttpMethod.GET, ETL, "", etls::list)
                .action(HttpMethod.GET, NAMED, "", etls::show)
                .action(HttpMethod.DELETE, NAMED, "", etls::remove)
                .action(HttpMethod.POST, NAMED + "/start", "", etls::there)
                .action(HttpMethod.POST, NAMED + "/stop", "", etls::there);
        AisHandler inTheHandsOfOthers = call -> {
            throw new AisRefusal(AisError.unsupported("whoever runs the service of an ETL has its logs and figures"));
        };
        for (String page : new String[] {"/logs", "/logs/{target}", "/health", "/metrics"}) {
            routes.on(HttpMethod.GET, NAMED + page, inTheHandsOfOthers);
        }
    }
}
