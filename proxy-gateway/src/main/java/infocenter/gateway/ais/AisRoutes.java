package infocenter.gateway.ais;

import infocenter.gateway.door.PathTable;
import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which call is answered by whom; slices add theirs. Paths as {@link PathTable} knows them, from {@code /v1} on. Filled before it is
 * used; then any thread.
 */
public final class AisRoutes {
    private final PathTable<Place> table = new PathTable<>();
    private final Map<String, Place> places = new HashMap<>();

    /** One method of one path. */
    static final class Place {
        final Map<String, AisHandler> whats = new HashMap<>();
        final Map<String, AisHandler> actions = new HashMap<>();

        @Nullable
        AisHandler others;
    }

    /** A path whose calls are told apart by the query's {@code what=}. Read with GET. */
    public AisRoutes what(String path, String what, AisHandler handler) {
        once(place(HttpMethod.GET, path).whats.put(what, handler), "what=" + what + " of " + path);
        return this;
    }

    /** A path whose calls are told apart by the action in the body: it was read when the handler is called. */
    public AisRoutes action(HttpMethod method, String path, String action, AisHandler handler) {
        once(place(method, path).actions.put(action, handler), action + " of " + method + " " + path);
        return this;
    }

    /**
     * Everything else of that path. Where actions share it, the body was read, and this is called for those that nobody named, also
     * for no body; else the body was not touched, so that it can be refused or streamed.
     */
    public AisRoutes on(HttpMethod method, String path, AisHandler handler) {
        Place place = place(method, path);
        once(place.others, method + " " + path);
        place.others = handler;
        return this;
    }

    PathTable.Match<Place> find(HttpMethod method, String path) {
        return table.find(method, path);
    }

    private Place place(HttpMethod method, String path) {
        return places.computeIfAbsent(method + " " + path, first -> {
            Place place = new Place();
            table.add(method, path, place);
            return place;
        });
    }

    private static void once(@Nullable AisHandler before, String what) {
        if (before != null) {
            throw new IllegalStateException("two handlers for " + what);
        }
    }
}
