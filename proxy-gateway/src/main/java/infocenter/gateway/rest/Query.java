package infocenter.gateway.rest;

import infocenter.core.bucket.BucketName;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The query of a request, read strictly: unknown and repeated parameters are refused, and refusals name the parameter. */
final class Query {
    /** Of a request whose query is not looked at. */
    static final Query NONE = new Query(MultiMap.caseInsensitiveMultiMap(), Set.of());

    private final MultiMap values;

    /** Refuses what the operation does not take. */
    static Query of(HttpServerRequest request, Set<String> known) {
        return request.query() == null ? NONE : new Query(request.params(), known);
    }

    private Query(MultiMap values, Set<String> known) {
        this.values = values;
        for (String name : values.names()) {
            if (!known.contains(name)) {
                throw new Refusal(Problem.of(400, "unknown-field", "unknown query parameter; known: " + sorted(known))
                        .with("field", shortened(name)));
            }
            if (values.getAll(name).size() > 1) {
                throw Refusal.badField(name, name + ": given more than once");
            }
        }
    }

    @Nullable
    String text(String name) {
        return values.get(name);
    }

    String text(String name, String otherwise) {
        String value = values.get(name);
        return value == null ? otherwise : value;
    }

    /** Parsed by {@code parse}, whose complaint becomes the answer. */
    <T> @Nullable T parsed(String name, Function<String, T> parse) {
        String value = values.get(name);
        return value == null ? null : Parsed.field(name, value, parse);
    }

    boolean flag(String name) {
        String value = text(name, "false");
        if (!value.equals("true") && !value.equals("false")) {
            throw Refusal.badField(name, name + ": true or false");
        }
        return value.equals("true");
    }

    int number(String name, int otherwise, int least, int most) {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // Answered below, with the bounds.
        }
        throw Refusal.badField(name, name + ": a number from " + least + " to " + most);
    }

    Duration time(String name, Duration otherwise) {
        Duration value = parsed(name, DurationText::parse);
        return value == null ? otherwise : value;
    }

    /** The bucket named by that parameter or path segment, with the provider and namespace of this query. */
    BucketName bucket(String field, String name) {
        return Parsed.field(
                field, name, text -> new BucketName(text("provider", "ais"), namespace(text("namespace", "")), text));
    }

    /** Clients write a namespace with or without its leading sign. */
    static String namespace(String text) {
        return text.startsWith("@") ? text.substring(1) : text;
    }

    private static String sorted(Set<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", new java.util.TreeSet<>(names));
    }

    private static String shortened(String text) {
        return text.length() <= 64 ? text : text.substring(0, 64);
    }
}
