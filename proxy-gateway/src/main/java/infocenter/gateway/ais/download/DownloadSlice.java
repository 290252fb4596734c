package infocenter.gateway.ais.download;

import infocenter.gateway.ais.AisError;
import infocenter.gateway.ais.AisRefusal;
import infocenter.gateway.ais.AisRoutes;
import infocenter.gateway.ais.AisSlice;
import infocenter.gateway.door.GatewayUseCases;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;

/** Downloads, and the sorting of shards that is not here. */
public final class DownloadSlice implements AisSlice {
    private static final String DOWNLOAD = "/v1/download";
    private static final String SORT = "/v1/sort";

    @Override
    public void bind(Vertx vertx, GatewayUseCases useCases, AisRoutes routes) {
        DownloadViews views = new DownloadViews(useCases);
        DownloadChanges changes = new DownloadChanges(useCases);
        // The body of all of these is the bare message, without an action: reading one is what brings it here.
        routes.action(HttpMethod.POST, DOWNLOAD, "", changes::start)
                .action(HttpMethod.GET, DOWNLOAD, "", views::answer)
                .action(HttpMethod.DELETE, DOWNLOAD + "/abort", "", changes::abort)
                .action(HttpMethod.DELETE, DOWNLOAD + "/remove", "", changes::remove);
        routes.on(HttpMethod.GET, SORT, call -> {
            if (!call.query("uuid").isEmpty()) {
                throw new AisRefusal(AisError.noSuchJob(call.query("uuid")));
            }
            call.end(200, "application/json", Buffer.buffer("[]"));
        });
    }
}
