package infocenter.gateway.forward;

import infocenter.core.cluster.Identity;
import io.vertx.core.MultiMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * In which epoch a gateway is, on what it passes on to members and on what they answer: so both hear of a higher one at once, and nobody
 * is given the answer of a group whose time is over. Any thread.
 */
public final class EpochSign {
    /** {@code <cluster id> <epoch>}, between gateways; without meaning to clients. */
    public static final String HEADER = "X-IC-Epoch";

    /** Of a gateway that belongs to no cluster. */
    public static final EpochSign NONE = new EpochSign(() -> null, (clusterId, epoch) -> {});

    private final Supplier<@Nullable Identity> own;
    private final Heard heard;

    /** Told in which cluster and epoch another node is; returns at once. */
    public interface Heard {
        void in(String clusterId, long epoch);
    }

    /**
     * For one gateway.
     *
     * @param own cluster and epoch that its disk belongs to, null for none
     */
    public EpochSign(Supplier<@Nullable Identity> own, Heard heard) {
        this.own = own;
        this.heard = heard;
    }

    /** Says in which epoch this gateway is. */
    public void put(MultiMap headers) {
        Identity mine = own.get();
        if (mine != null) {
            headers.set(HEADER, mine.clusterId() + " " + mine.epoch());
        }
    }

    /**
     * Hears in which epoch the other one is.
     *
     * @return false when that is over: what it says does not count
     */
    public boolean hear(MultiMap headers) {
        String sign = headers.get(HEADER);
        int space = sign == null ? -1 : sign.lastIndexOf(' ');
        if (sign == null || space < 0 || !sign.substring(space + 1).matches("\\d{1,18}")) {
            return true;
        }
        String clusterId = sign.substring(0, space);
        long epoch = Long.parseLong(sign.substring(space + 1));
        heard.in(clusterId, epoch);
        Identity mine = own.get();
        return mine == null || !mine.clusterId().equals(clusterId) || epoch >= mine.epoch();
    }
}
