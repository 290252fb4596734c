package infocenter.settings;

/**
 * One listener.
 *
 * @param host address to bind
 * @param port 1 to 65,535
 * @param advertise name or address that others call it by; empty for the host
 */
public record Listen(
        @Setting(help = "address to bind; loopback unless told otherwise", value = "127.0.0.1")
        String host,

        @Setting(help = "TCP port, 1 to 65535") int port,

        @Setting(
                help = "name or address that others call it by; empty for the host, needed when that is a wildcard",
                value = "\"\"")
        String advertise) {
    public Listen {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host must not be empty");
        }
        Bounds.port("port", port);
        if (advertise.isEmpty() && Bounds.everywhere(host)) {
            throw new IllegalArgumentException(
                    "advertise must say what others call this listener by, since host " + host + " means everywhere");
        }
        if (Bounds.everywhere(advertise)) {
            throw new IllegalArgumentException("advertise must be an address that others can call: " + advertise);
        }
    }

    /** Called by the address that it binds. */
    public Listen(String host, int port) {
        this(host, port, "");
    }

    /** For people and other nodes, without a trailing slash. */
    public String url() {
        String called = advertise.isEmpty() ? host : advertise;
        return "http://" + (called.contains(":") && !called.startsWith("[") ? "[" + called + "]" : called) + ":" + port;
    }
}
