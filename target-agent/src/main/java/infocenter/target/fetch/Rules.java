package infocenter.target.fetch;

import infocenter.settings.PortRange;
import java.time.Duration;
import java.util.List;

/**
 * What every connection of a target keeps to.
 *
 * @param guard addresses
 * @param ports that may be connected to
 * @param connect longest time to connect
 * @param silence longest time without a byte, for the head of an answer, and for a TLS handshake
 * @param backOff pause before the second try; doubled for each further one
 */
public record Rules(AddressGuard guard, List<PortRange> ports, Duration connect, Duration silence, Duration backOff) {
    /** Redirects that are followed. */
    static final int REDIRECTS_MAX = 10;

    /** Fewer bytes a second, over the time of a silence, are as good as none. */
    static final long SLOWEST_BYTES_PER_SECOND = 1_024;

    static final Duration BACK_OFF_MAX = Duration.ofSeconds(10);

    /** Longest time that a server may ask for. */
    static final Duration NOT_BEFORE_MAX = Duration.ofSeconds(60);

    boolean admits(int port) {
        return ports.stream().anyMatch(range -> range.contains(port));
    }
}
