package infocenter.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Paths of the public door, with every part encoded. */
final class Paths {
    static final String ROOT = "/ic/v1";

    private Paths() {}

    static String xaction(String id) {
        return ROOT + "/xactions/" + part(id);
    }

    static String bucket(String name) {
        return ROOT + "/buckets/" + part(name);
    }

    static String node(String id) {
        return ROOT + "/nodes/" + part(id);
    }

    static String seat(String id) {
        return ROOT + "/ic/seats/" + part(id);
    }

    static String transformer(String name) {
        return ROOT + "/transformers/" + part(name);
    }

    static String object(String bucket, String name) {
        StringBuilder path = new StringBuilder(bucket(bucket)).append("/objects");
        for (String segment : name.split("/", -1)) {
            path.append('/').append(part(segment));
        }
        return path.toString();
    }

    /** Names and values in turn; a null or empty value leaves its pair out. */
    static String query(@Nullable String... pairs) {
        StringBuilder query = new StringBuilder();
        for (int i = 0; i + 1 < pairs.length; i += 2) {
            String value = pairs[i + 1];
            if (value != null && !value.isEmpty()) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(pairs[i])
                        .append('=')
                        .append(part(value));
            }
        }
        return query.toString();
    }

    private static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
