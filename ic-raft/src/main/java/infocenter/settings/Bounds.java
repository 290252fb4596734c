package infocenter.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What the settings records refuse. Each message begins with the key, so that the reader can put its path in front. */
final class Bounds {
    private static final int ZONE_CHARS_MAX = 64;

    private Bounds() {}

    static void positive(String key, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(key + " must be more than nothing");
        }
    }

    static void between(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + " must be " + least + " to " + most + ": " + value);
        }
    }

    static void path(String key, Path path) {
        if (path.toString().isEmpty()) {
            throw new IllegalArgumentException(key + " must not be empty");
        }
    }

    static void port(String key, int port) {
        between(key, port, 1, 65_535);
    }

    static void zone(String zone) {
        if (zone.length() > ZONE_CHARS_MAX) {
            throw new IllegalArgumentException("zone must be at most " + ZONE_CHARS_MAX + " characters");
        }
    }

    /** Node doors: scheme, host, port, and nothing more. */
    static void doors(String key, List<String> urls) {
        for (int i = 0; i < urls.size(); i++) {
            if (!isDoor(urls.get(i))) {
                throw new IllegalArgumentException(
                        key + "[" + i + "] must be like http://127.0.0.1:8081: " + urls.get(i));
            }
        }
    }

    private static boolean isDoor(String url) {
        try {
            URI uri = URI.create(url);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getPort() > 0
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawUserInfo() == null;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    static boolean everywhere(String host) {
        return host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]") || host.equals("*");
    }
}
