package infocenter.settings;

/**
 * TCP ports.
 *
 * @param first 1 to 65,535
 * @param last not below the first
 */
public record PortRange(int first, int last) {
    /**
     * Reads {@code 443} or {@code 1024-65535}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static PortRange parse(String text) {
        String[] words = text.split("-", -1);
        int first = port(words[0], text);
        int last = words.length == 1 ? first : words.length == 2 ? port(words[1], text) : 0;
        if (last < first) {
            throw broken(text);
        }
        return new PortRange(first, last);
    }

    public boolean contains(int port) {
        return port >= first && port <= last;
    }

    private static int port(String word, String text) {
        boolean digits = !word.isEmpty() && word.length() <= 5 && word.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = digits ? Integer.parseInt(word) : 0;
        if (port < 1 || port > 65_535) {
            throw broken(text);
        }
        return port;
    }

    private static IllegalArgumentException broken(String text) {
        return new IllegalArgumentException("port range must be like 443 or 1024-65535: " + text);
    }
}
