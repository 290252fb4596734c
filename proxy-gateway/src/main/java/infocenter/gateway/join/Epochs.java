package infocenter.gateway.join;

import infocenter.core.cluster.Identity;
import infocenter.core.cluster.NodeId;
import infocenter.gateway.map.GatewayDoors;
import infocenter.node.WhoAnswer;
import infocenter.node.WhoRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hears in which epoch the cluster is. After a recovery there may be members left of the epoch before that do not know of it and could
 * be a majority among themselves; so each gateway tells all others its epoch, again and again, and whoever hears of a higher one goes
 * over to it. Any thread; returns at once.
 */
public final class Epochs {
    /** One question. */
    static final Duration ASK_WITHIN = Duration.ofSeconds(1);

    private final NodeId self;
    private final Supplier<@Nullable Identity> own;
    private final Who others;
    private final GatewayDoors doors;
    private final Consumer<Identity> goOn;

    /** Asks a gateway at its node door who it is. */
    public interface Who {
        CompletableFuture<WhoAnswer> ask(String nodeUrl, WhoRequest request, Duration within);
    }

    /**
     * For one gateway.
     *
     * @param own cluster and epoch that its disk belongs to, null for none
     * @param goOn told a higher epoch of that cluster, perhaps more than once
     */
    public Epochs(
            NodeId self, Supplier<@Nullable Identity> own, Who others, GatewayDoors doors, Consumer<Identity> goOn) {
        this.self = self;
        this.own = own;
        this.others = others;
        this.doors = doors;
        this.goOn = goOn;
    }

    /** Who this gateway is, for questions to others: whoever is in a lower epoch hears of this one. */
    public WhoRequest introduction() {
        Identity mine = own.get();
        return mine == null ? new WhoRequest(self, false) : new WhoRequest(self, false, mine.clusterId(), mine.epoch());
    }

    /** Tells every gateway it knows in which epoch this one is, and hears in which they are. */
    public void ask() {
        if (own.get() == null) {
            return;
        }
        WhoRequest request = introduction();
        for (String door : doors.toAsk()) {
            others.ask(door, request, ASK_WITHIN).thenAccept(who -> heard(who.clusterId(), who.epoch()));
        }
    }

    /** Some node said that it is in that cluster in that epoch. */
    public void heard(String clusterId, long epoch) {
        Identity mine = own.get();
        if (mine != null && mine.clusterId().equals(clusterId) && epoch > mine.epoch()) {
            goOn.accept(new Identity(clusterId, epoch));
        }
    }
}
