package infocenter.gateway.supervise;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The way to one target: direct, or through another gateway when only that one reaches it. Every now and then the direct way is tried
 * again, and when that fails the detour goes on. Owned by the supervisor's thread.
 */
final class Route {
    private @Nullable String via;
    private @Nullable String detour;
    private long sinceNanos;

    /** Node door of the gateway that passes requests on, null for the direct way. */
    @Nullable
    String via() {
        return via;
    }

    void through(String gatewayUrl, long nanos) {
        via = gatewayUrl;
        detour = gatewayUrl;
        sinceNanos = nanos;
    }

    /** Before a request: time to try the direct way again? */
    void choose(long nanos, Duration viaFor) {
        if (via != null && nanos - sinceNanos >= viaFor.toNanos()) {
            via = null;
        }
    }

    void worked() {
        if (via == null) {
            detour = null;
        }
    }

    /** True when the next request takes the detour that worked before. */
    boolean missed(long nanos) {
        if (via == null && detour != null) {
            through(detour, nanos);
            return true;
        }
        via = null;
        detour = null;
        return false;
    }
}
