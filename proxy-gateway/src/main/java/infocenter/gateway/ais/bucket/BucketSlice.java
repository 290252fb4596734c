package infocenter.gateway.ais.bucket;

import infocenter.gateway.ais.AisCall;
import infocenter.gateway.ais.AisError;
import infocenter.gateway.ais.AisHandler;
import infocenter.gateway.ais.AisRefusal;
import infocenter.gateway.ais.AisRoutes;
import infocenter.gateway.ais.AisSlice;
import infocenter.gateway.door.GatewayUseCases;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;

/** Buckets and groups of their objects. */
public final class BucketSlice implements AisSlice {
    private static final String BUCKETS = "/v1/buckets";
    private static final String BUCKET = BUCKETS + "/{bucket}";

    @Override
    public void bind(Vertx vertx, GatewayUseCases useCases, AisRoutes routes) {
        BucketViews views = new BucketViews(useCases);
        BucketChanges changes = new BucketChanges(useCases);
        Summaries summaries = new Summaries(useCases);
        Listing listing = new Listing(useCases);
        Copies copies = new Copies(useCases);
        Groups groups = new Groups(useCases);
        routes.action(HttpMethod.GET, BUCKETS, "list", views::list)
                .action(HttpMethod.GET, BUCKETS, "summary-bck", summaries::answerAll)
                .action(HttpMethod.GET, BUCKET, "list", call -> {
                    if (call.message().value() == null) {
                        views.list(call);
                    } else {
                        listing.answer(call);
                    }
                })
                .action(HttpMethod.GET, BUCKET, "summary-bck", summaries::answer)
                .on(HttpMethod.HEAD, BUCKET, call -> head(call, views, summaries, ""))
                .on(
                        HttpMethod.HEAD,
                        BUCKET + "/{prefix...}",
                        call -> head(call, views, summaries, call.name("prefix")));
        routes.action(HttpMethod.POST, BUCKET, "create-bck", changes::create)
                .action(HttpMethod.POST, BUCKET, "move-bck", changes::rename)
                .action(HttpMethod.POST, BUCKET, "copy-bck", copies::bucket)
                .action(HttpMethod.POST, BUCKET, "copy-listrange", copies::objects)
                .action(HttpMethod.POST, BUCKET, "prefetch-listrange", groups::notRemote)
                .action(HttpMethod.DELETE, BUCKET, "destroy-bck", changes::destroy)
                .action(HttpMethod.DELETE, BUCKET, "delete-listrange", groups::delete)
                .action(HttpMethod.DELETE, BUCKET, "evict-listrange", groups::notRemote)
                .action(HttpMethod.DELETE, BUCKET, "evict-remote-bck", groups::notRemote)
                .action(HttpMethod.PATCH, BUCKET, "set-bprops", changes::set)
                .action(HttpMethod.PATCH, BUCKET, "reset-bprops", changes::reset);
        // Said clearly, so that clients report it and go on.
        for (String action : new String[] {
            "make-n-copies", "etl-bck", "etl-listrange", "ec-encode", "rechunk", "index-shard", "create-inventory"
        }) {
            routes.action(HttpMethod.POST, BUCKET, action, unsupported(action));
        }
        routes.action(HttpMethod.PUT, BUCKET, "archive", unsupported("archive"))
                .action(HttpMethod.DELETE, BUCKET, "destroy-inventory", unsupported("destroy-inventory"))
                .action(HttpMethod.GET, BUCKET, "show-inventory", unsupported("show-inventory"));
        nameless(routes);
    }

    private static void head(AisCall call, BucketViews views, Summaries summaries, String prefix) {
        if (call.query("bsumm_remote").isEmpty()) {
            views.head(call);
        } else {
            summaries.head(call, prefix);
        }
    }

    /** Clients do send these without a name, for names that no path can carry. */
    private static void nameless(AisRoutes routes) {
        for (HttpMethod method : new HttpMethod[] {HttpMethod.POST, HttpMethod.DELETE, HttpMethod.PATCH}) {
            routes.action(method, BUCKETS, "", call -> {
                        throw AisRefusal.bad("invalid action \"\"");
                    })
                    .on(method, BUCKETS, call -> {
                        throw AisRefusal.bad("invalid bucket name: it is missing");
                    })
                    .on(method, BUCKET + "/{rest...}", call -> {
                        throw AisRefusal.bad("invalid bucket name: it must not have a slash");
                    });
        }
    }

    private static AisHandler unsupported(String action) {
        return call -> {
            throw new AisRefusal(AisError.unsupported(action + " is not supported"));
        };
    }
}
