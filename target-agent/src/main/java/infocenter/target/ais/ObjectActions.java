package infocenter.target.ais;

import infocenter.target.rest.ClientObjects;
import infocenter.target.rest.ObjectAddress;
import infocenter.target.rest.Place;
import infocenter.target.rest.Problem;
import infocenter.target.store.CustomMetadata;
import infocenter.target.store.Reading;
import infocenter.target.store.Writing;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is asked of an object by an action message, or by DELETE. On the request's event loop. */
final class ObjectActions {
    private final ClientObjects objects;
    private final Multiparts parts;

    ObjectActions(ClientObjects objects, Multiparts parts) {
        this.objects = objects;
        this.parts = parts;
    }

    /** Answers that request, which is paused; fails before anything is answered. */
    Future<Void> act(HttpServerRequest request, ObjectAddress address, AisDoor.Homing homing) {
        return SmallBody.read(request).compose(body -> {
            String action = SmallBody.text(body, "action");
            Object value = SmallBody.value(body, "value");
            if (request.method() == HttpMethod.DELETE) {
                return homing.home(place -> delete(request, address, place, action));
            }
            if (request.method() == HttpMethod.PATCH) {
                Map<String, String> wanted = custom(value);
                return homing.home(place -> change(request, address, place, wanted));
            }
            return homing.home(place -> post(request, address, place, action, value));
        });
    }

    private Future<Void> delete(HttpServerRequest request, ObjectAddress address, Place place, String action) {
        String upload = AisAddress.query(request, "uploadId", "");
        if (!upload.isEmpty()) {
            return parts.abort(address, place, upload)
                    .onSuccess(done -> ObjectPuts.empty(request))
                    .mapEmpty();
        }
        if (action.equals("evict-listrange")) {
            throw Problem.of(
                            400,
                            "not-remote",
                            "bucket \"" + address.bucket().name() + "\" is not remote: there is" + " nothing to evict")
                    .refused();
        }
        return objects.delete(address, place).map(was -> {
            if (!was) {
                throw missing(address).refused();
            }
            ObjectPuts.empty(request);
            return null;
        });
    }

    private Future<Void> post(
            HttpServerRequest request, ObjectAddress address, Place place, String action, @Nullable Object value) {
        switch (action) {
            case "mpt-upload" -> {
                text(request, parts.begin(address, place));
                return Future.succeededFuture();
            }
            case "mpt-complete" -> {
                String upload = AisAddress.query(request, "uploadId", "");
                return parts.complete(address, place, upload, numbers(value))
                        .onSuccess(info -> ObjectPuts.stored(request, info))
                        .mapEmpty();
            }
            case "check-lock" -> {
                // Reading never waits for writing here, so nobody is ever locked out.
                ObjectPuts.empty(request);
                return Future.succeededFuture();
            }
            default ->
                throw Problem.field("action", "invalid action \"" + action + "\"")
                        .refused();
        }
    }

    private Future<Void> change(
            HttpServerRequest request, ObjectAddress address, Place place, Map<String, String> wanted) {
        boolean replaces = AisAddress.flag(request, "set-new-custom");
        return objects.allHere(address, place)
                .compose(here -> objects.onDisk(() -> new Rewriting(objects, address, place)
                        .apply((present, content) -> changed(address, present, content, wanted, replaces))))
                .onSuccess(info -> ObjectPuts.empty(request))
                .mapEmpty();
    }

    private static CustomMetadata changed(
            ObjectAddress address,
            @Nullable Reading present,
            Writing content,
            Map<String, String> wanted,
            boolean replaces)
            throws IOException {
        if (present == null) {
            throw missing(address).refused();
        }
        Map<String, String> entries =
                new TreeMap<>(replaces ? Map.of() : present.metadata().custom().entries());
        entries.putAll(wanted);
        CustomMetadata custom;
        try {
            custom = CustomMetadata.of(entries);
        } catch (IllegalArgumentException bad) {
            throw Problem.field("value", String.valueOf(bad.getMessage())).refused();
        }
        Rewriting.copy(present, content);
        return custom;
    }

    static Problem missing(ObjectAddress address) {
        return new Problem(
                404, "no-such-object", "name", address.bucket().shown() + "/" + address.name() + " does not exist", 0);
    }

    private static Map<String, String> custom(@Nullable Object value) {
        Map<String, String> entries = new TreeMap<>();
        if (value instanceof JsonObject object) {
            object.forEach(entry ->
                    entries.put(entry.getKey(), entry.getValue() == null ? "" : String.valueOf(entry.getValue())));
            return entries;
        }
        throw Problem.field("value", "value must be an object of texts").refused();
    }

    private static SortedSet<Integer> numbers(@Nullable Object value) {
        SortedSet<Integer> numbers = new TreeSet<>();
        if (value instanceof JsonArray array) {
            for (Object each : array) {
                Object number = each instanceof JsonObject part ? SmallBody.value(part, "part-number") : null;
                if (!(number instanceof Integer whole)) {
                    throw Problem.field("value", "each part must have its part-number")
                            .refused();
                }
                numbers.add(whole);
            }
        }
        return numbers;
    }

    private static void text(HttpServerRequest request, String text) {
        Buffer bytes = Buffer.buffer(text);
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(bytes.length()))
                .end(bytes);
    }
}
