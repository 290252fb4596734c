package infocenter.gateway.door;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a path as it came over the wire: never normalised, so that {@code ..} in a name reaches the check of names, and
 * every segment is decoded exactly once. Filled before it is used; then any thread.
 *
 * @param <T> what a route leads to
 */
public final class PathTable<T> {
    private final Branch<T> root = new Branch<>();

    /** One place in the tree of templates. */
    private static final class Branch<T> {
        final Map<String, Branch<T>> fixed = new HashMap<>();
        final Map<HttpMethod, Leaf<T>> here = new LinkedHashMap<>();
        final Map<HttpMethod, Leaf<T>> below = new LinkedHashMap<>();

        @Nullable
        Branch<T> named;
    }

    private record Leaf<T>(String template, List<String> names, T target) {}

    /** What a path leads to. */
    public sealed interface Match<T> {
        /** A route. */
        record Found<T>(String template, Map<String, String> names, T target) implements Match<T> {}

        /** The path exists, with other methods. */
        record OtherMethods<T>(String allow) implements Match<T> {}

        /** No such path. */
        record Nothing<T>() implements Match<T> {}
    }

    /**
     * Adds a route.
     *
     * @param template names in braces stand for one segment; a last {@code {name...}} for all that follow, undecoded
     */
    public void add(HttpMethod method, String template, T target) {
        Branch<T> at = root;
        List<String> names = new ArrayList<>();
        for (String segment : template.substring(1).split("/")) {
            if (segment.endsWith("...}")) {
                names.add(segment.substring(1, segment.length() - 4));
                put(at.below, method, new Leaf<>(template, List.copyOf(names), target));
                return;
            }
            if (segment.startsWith("{")) {
                names.add(segment.substring(1, segment.length() - 1));
                if (at.named == null) {
                    at.named = new Branch<>();
                }
                at = at.named;
            } else {
                at = at.fixed.computeIfAbsent(segment, ignored -> new Branch<>());
            }
        }
        put(at.here, method, new Leaf<>(template, List.copyOf(names), target));
    }

    /** Looks a raw path up; what answers GET answers HEAD, and the listener leaves the body out. Refuses a segment whose percent-encoding is wrong. */
    public Match<T> find(HttpMethod method, String path) {
        Branch<T> at = root;
        List<String> values = new ArrayList<>(2);
        int start = 1;
        while (start <= path.length()) {
            if (!at.below.isEmpty()) {
                values.add(path.substring(start));
                return match(at.below, method, values);
            }
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            String segment = path.substring(start, end);
            Branch<T> next = at.fixed.get(segment);
            if (next == null && at.named != null) {
                values.add(PercentCoding.decode("path", segment));
                next = at.named;
            }
            if (next == null) {
                return new Match.Nothing<>();
            }
            at = next;
            start = end + 1;
        }
        return match(at.here, method, values);
    }

    private static <T> Match<T> match(Map<HttpMethod, Leaf<T>> leaves, HttpMethod method, List<String> values) {
        if (leaves.isEmpty()) {
            return new Match.Nothing<>();
        }
        Leaf<T> leaf = leaves.get(method);
        if (leaf == null && method.equals(HttpMethod.HEAD)) {
            leaf = leaves.get(HttpMethod.GET);
        }
        if (leaf == null) {
            TreeSet<String> allowed = new TreeSet<>();
            leaves.keySet().forEach(other -> allowed.add(other.name()));
            if (allowed.contains("GET")) {
                allowed.add("HEAD");
            }
            return new Match.OtherMethods<>(String.join(", ", allowed));
        }
        Map<String, String> names = new HashMap<>(4);
        for (int at = 0; at < values.size(); at++) {
            names.put(leaf.names().get(at), values.get(at));
        }
        return new Match.Found<>(leaf.template(), names, leaf.target());
    }

    private static <T> void put(Map<HttpMethod, Leaf<T>> leaves, HttpMethod method, Leaf<T> leaf) {
        if (leaves.put(method, leaf) != null) {
            throw new IllegalStateException("two routes for " + method + " " + leaf.template());
        }
    }
}
