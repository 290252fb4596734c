package infocenter.settings;

/**
 * One listener.
 *
 * @param host address to bind and, unless it is a wildcard, to tell others
 * @param port 1 to 65,535
 */
public record Listen(
        @Setting(help = "address to bind; loopback unless told otherwise", value = "127.0.0.1")
        String host,

        @Setting(help = "TCP port, 1 to 65535") int port) {
    public Listen {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be 1 to 65535: " + port);
        }
    }

    /** For people and other nodes. */
    public String url() {
        return "http://" + host + ":" + port;
    }
}
