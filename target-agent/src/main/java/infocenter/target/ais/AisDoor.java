package infocenter.target.ais;

import infocenter.target.rest.ClientObjects;
import infocenter.target.rest.Doors;
import infocenter.target.rest.ErrorReplies;
import infocenter.target.rest.ObjectAddress;
import infocenter.target.rest.Place;
import infocenter.target.rest.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** {@code /v1/objects/...}: where gateways send AIStore's clients, and where those come by themselves. On the request's event loop. */
public final class AisDoor implements Doors.AnotherDoor {
    private static final String ALLOWED = "GET, HEAD, PUT, POST, PATCH, DELETE";

    private final ClientObjects objects;
    private final ObjectPuts puts;
    private final ObjectActions actions;

    /**
     * For one target.
     *
     * @param vertx for calls to other targets
     * @param handles random names for what comes in several requests
     * @param nanos monotonic clock
     */
    public AisDoor(Vertx vertx, ClientObjects objects, Supplier<String> handles, LongSupplier nanos) {
        this.objects = objects;
        Multiparts parts = new Multiparts(objects, handles, nanos);
        this.puts =
                new ObjectPuts(objects, new Appends(objects, handles, nanos), parts, new ObjectCopies(vertx, objects));
        this.actions = new ObjectActions(objects, parts);
    }

    @Override
    public String prefix() {
        return "/v1/";
    }

    @Override
    public void handle(HttpServerRequest request, String path) {
        AisWording wording = new AisWording(request, AisAddress.said(request, path), objects.self());
        try {
            dispatch(request, path, wording);
        } catch (RuntimeException refused) {
            ErrorReplies.reply(request, refused, wording);
        }
    }

    private void dispatch(HttpServerRequest request, String path, AisWording wording) {
        if (!path.startsWith(AisAddress.OBJECTS)) {
            throw Problem.field(
                            "path", "invalid URI: a target serves " + AisAddress.OBJECTS + "bucket/name; ask a gateway")
                    .refused();
        }
        HttpMethod method = request.method();
        if (!ALLOWED.contains(method.name())) {
            request.response().putHeader("Allow", ALLOWED);
            throw Problem.of(405, "method-not-allowed", "objects take " + ALLOWED)
                    .refused();
        }
        ObjectAddress address = AisAddress.of(request, path);
        if (!AisAddress.query(request, "etl_name", "").isEmpty()) {
            throw Problem.of(501, "not-supported", "objects cannot be read through an ETL here")
                    .refused();
        }
        if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
            if (!AisAddress.query(request, "archpath", "").isEmpty()
                    || !AisAddress.query(request, "archregx", "").isEmpty()) {
                throw Problem.of(501, "not-supported", "members of archives cannot be read here")
                        .refused();
            }
            objects.answer(request, address, wording);
            return;
        }
        objects.requireLease();
        request.pause();
        (method == HttpMethod.PUT
                        ? home(address, wording, place -> puts.put(request, address, place))
                        : actions.act(request, address, effect -> home(address, wording, effect)))
                .onFailure(failure -> {
                    // What still comes of the body is thrown away, so that the sender can read the answer.
                    request.resume();
                    ErrorReplies.reply(request, failure, wording);
                });
    }

    /** What is done at the home of the object, which is here. */
    interface Effect {
        Future<Void> at(Place place);
    }

    /** Where an effect is led to its object's home. */
    interface Homing {
        Future<Void> home(Effect effect);
    }

    private Future<Void> home(ObjectAddress address, AisWording wording, Effect effect) {
        return objects.place(address, true).compose(place -> {
            if (place.elsewhere() == null) {
                return effect.at(place);
            }
            wording.request().resume();
            wording.elsewhere(address, place);
            return Future.succeededFuture();
        });
    }
}
