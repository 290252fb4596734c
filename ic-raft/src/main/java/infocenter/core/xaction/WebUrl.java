package infocenter.core.xaction;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An http or https URL, strictly: what is not plainly one is refused here, the same at every door and for ever. Which addresses may be
 * reached is not said here: that is each target's own rule, and judged on the address that a name resolves to.
 *
 * @param scheme {@code http} or {@code https}
 * @param host lower case: a name, an IPv4 address of four decimal numbers, or an IPv6 address in brackets
 * @param port 1 to 65,535; that of the scheme when the URL names none
 * @param target path and query, percent-encoded, begins with a slash
 */
public record WebUrl(String scheme, String host, int port, String target) {
    /** Longer ones are refused: so do most servers. */
    public static final int CHARS_MAX = 2_048;

    private static final int HOST_CHARS_MAX = 253;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
    private static final Pattern NUMERIC = Pattern.compile("[0-9]+|0x[0-9a-f]*");
    private static final Pattern DECIMAL_BYTE = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern SIX = Pattern.compile("\\[[0-9a-f:.]{2,45}]");
    private static final String NEVER_IN_A_URL = "\"<>\\^`{|}";

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException with the rule that it breaks; it never repeats the text, which may hold a password
     */
    public static WebUrl parse(String text) {
        requireCharacters(text);
        int colon = text.indexOf("://");
        String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("a URL must begin with http:// or https://");
        }
        int from = colon + "://".length();
        int end = from;
        while (end < text.length() && "/?".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String authority = text.substring(from, end).toLowerCase(Locale.ROOT);
        if (authority.indexOf('@') >= 0) {
            throw new IllegalArgumentException(
                    "a URL must not have a user or password: they would be shown in the table");
        }
        int portAt = authority.startsWith("[") ? authority.indexOf("]:") + 1 : authority.indexOf(':');
        boolean named = portAt > 0;
        String host = named ? authority.substring(0, portAt) : authority;
        requireHost(host);
        int port = named ? port(authority.substring(portAt + 1)) : scheme.equals("http") ? 80 : 443;
        String target = text.substring(end);
        return new WebUrl(scheme, host, port, target.startsWith("/") ? target : "/" + target);
    }

    /** As one text again; the scheme's own port is left out. */
    public String text() {
        return origin() + target;
    }

    /** Scheme, host and port, as in the {@code Host} header and before it. */
    public String origin() {
        return scheme + "://" + authority();
    }

    /** Host, and the port if it is not that of the scheme. */
    public String authority() {
        boolean usual = port == (secure() ? 443 : 80);
        return usual ? host : host + ":" + port;
    }

    /** Without the query, which may hold a signature that is nobody's business. */
    public String shown() {
        return origin() + path();
    }

    public boolean secure() {
        return scheme.equals("https");
    }

    /** The target without its query. */
    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /**
     * The object that it is kept as: the last segment of the path, percent-decoded.
     *
     * @throws IllegalArgumentException if there is none, or if it is not UTF-8
     */
    public String lastSegment() {
        String path = path();
        String segment = path.substring(path.lastIndexOf('/') + 1);
        if (segment.isEmpty()) {
            throw new IllegalArgumentException("a URL whose path ends with a slash gives no object name");
        }
        return PercentText.decode(segment);
    }

    private static void requireCharacters(String text) {
        if (text.length() > CHARS_MAX) {
            throw new IllegalArgumentException("a URL must have at most 2,048 characters: it has " + text.length());
        }
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c <= ' ' || c > '~' || NEVER_IN_A_URL.indexOf(c) >= 0) {
                throw new IllegalArgumentException(
                        "a URL must be of ASCII characters that are allowed in one; percent-encode character " + at);
            }
        }
        if (text.indexOf('#') >= 0) {
            throw new IllegalArgumentException("a URL to download must not have a fragment (#)");
        }
    }

    private static void requireHost(String host) {
        if (host.startsWith("[")) {
            if (!SIX.matcher(host).matches() || host.indexOf(':') < 0) {
                throw new IllegalArgumentException("a URL's IPv6 host must be like [2001:db8::1], without a zone");
            }
            return;
        }
        String[] labels = host.split("\\.", -1);
        boolean name = host.length() <= HOST_CHARS_MAX;
        for (String label : labels) {
            name &= LABEL.matcher(label).matches();
        }
        if (!name) {
            throw new IllegalArgumentException("a URL must have a host name or address");
        }
        // 0x7f.1, 127.1 and 2130706433 are read as addresses by some resolvers and as names by others.
        if (NUMERIC.matcher(labels[labels.length - 1]).matches() && !fourBytes(labels)) {
            throw new IllegalArgumentException("a URL's IPv4 host must be four decimal numbers");
        }
    }

    private static boolean fourBytes(String[] labels) {
        boolean fits = labels.length == 4;
        for (String label : labels) {
            fits &= DECIMAL_BYTE.matcher(label).matches() && Integer.parseInt(label) <= 255;
        }
        return fits;
    }

    private static int port(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = digits ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a URL's port must be 1 to 65,535");
        }
        return port;
    }
}
