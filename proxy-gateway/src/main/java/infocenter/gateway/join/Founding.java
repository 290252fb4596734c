package infocenter.gateway.join;

import infocenter.core.cluster.NodeId;
import infocenter.gateway.join.InitializeCluster.Answer;
import infocenter.gateway.map.GatewayDoors;
import infocenter.gateway.node.GatewayCalls;
import infocenter.node.WhoAnswer;
import infocenter.node.WhoRequest;
import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far this gateway is with making a cluster, so that two that are asked to in one moment do not make two: each would answer its own
 * truth. A gateway first says that it wants to, then asks all others; whoever is asked by one with an earlier name gives way, unless it
 * has begun to make it. So of any two at least one hears of the other in time. {@link #begin} blocks; the rest is quick. Any thread.
 */
final class Founding {
    /** One question; a gateway that is asked answers without its log. */
    static final Duration ASK_WITHIN = Duration.ofSeconds(5);

    /** A target that has lost its cluster asks every few seconds; so long after the last question it is taken for stopped. */
    static final Duration REMEMBERS = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(Founding.class);

    private final NodeIdentity self;
    private final GatewayCalls calls;
    private final GatewayDoors doors;
    private State state = State.NO;
    private boolean gaveWay;
    private String elder = "";
    private long heardNanos;

    private enum State {
        NO,
        ASKING,
        MAKING
    }

    Founding(NodeIdentity self, GatewayCalls calls, GatewayDoors doors) {
        this.self = self;
        this.calls = calls;
        this.doors = doors;
    }

    /** Null when this gateway may make a cluster now, and nobody else may until {@link #end}; else what to answer instead. */
    @Nullable
    Answer begin() throws InterruptedException {
        Answer elder = elder();
        if (elder != null) {
            return elder;
        }
        ask();
        Answer against = nobodyElse();
        if (against != null) {
            return against;
        }
        return make() ? null : new Answer.Refused("another gateway makes a cluster in this moment");
    }

    /** A node of that cluster asks here for it. */
    synchronized void heardOf(String clusterId, NodeId node) {
        elder = node + " belongs to cluster " + clusterId;
        heardNanos = System.nanoTime();
    }

    /** A cluster that somebody looks for here must not be answered for by an empty one. */
    private synchronized @Nullable Answer elder() {
        boolean lately = !elder.isEmpty() && System.nanoTime() - heardNanos < REMEMBERS.toNanos();
        return lately
                ? new Answer.Refused(
                        elder + " and looks for it here: start the gateways whose disks are left, run xic ic recover"
                                + " if they are no majority, or stop or wipe that node to begin anew without it")
                : null;
    }

    /** Over, well or not. */
    synchronized void end() {
        state = State.NO;
    }

    /**
     * Who this gateway is, and whether it forbids the asker to make a cluster.
     *
     * @param epoch of the cluster that its disk belongs to, 0 for none
     */
    synchronized WhoAnswer who(WhoRequest asked, long epoch) {
        if (asked.founding()
                && state == State.ASKING
                && asked.sender().value().compareTo(self.id().value()) < 0) {
            gaveWay = true;
        }
        boolean founding = state == State.MAKING || state == State.ASKING && !gaveWay;
        return new WhoAnswer(self.id(), self.incarnation(), self.clusterId(), epoch, founding);
    }

    private synchronized void ask() {
        state = State.ASKING;
        gaveWay = false;
    }

    private synchronized boolean make() {
        if (!gaveWay) {
            state = State.MAKING;
        }
        return !gaveWay;
    }

    /** One whose port is closed is not there and makes nothing; one that is silent may be about to. */
    private @Nullable Answer nobodyElse() throws InterruptedException {
        for (String door : doors.toAsk()) {
            try {
                Answer against = against(
                        door,
                        calls.who(door, new WhoRequest(self.id(), true), ASK_WITHIN)
                                .get(ASK_WITHIN.toMillis() * 2, TimeUnit.MILLISECONDS));
                if (against != null) {
                    return against;
                }
            } catch (ExecutionException failed) {
                if (!absent(failed)) {
                    return new Answer.Refused(door + " gives no answer, start it or stop it: " + failed.getMessage());
                }
                LOG.atWarn().addKeyValue("outcome", "absent").log("{} is not there, init goes on without it", door);
            } catch (TimeoutException silent) {
                return new Answer.Refused(door + " gives no answer, start it or stop it");
            }
        }
        return null;
    }

    private @Nullable Answer against(String door, WhoAnswer who) {
        NodeId own = self.id();
        if (!who.clusterId().isEmpty()) {
            return new Answer.AlreadyInitialized(who.clusterId());
        }
        if (who.id().equals(own)) {
            return who.incarnation() == self.incarnation()
                    ? null
                    : new Answer.Refused("another gateway, at " + door + ", is called " + own + " too");
        }
        return who.founding() ? new Answer.Refused("gateway " + who.id() + " makes a cluster in this moment") : null;
    }

    private static boolean absent(ExecutionException failed) {
        return failed.getCause() instanceof ConnectException && !(failed.getCause() instanceof ConnectTimeoutException);
    }
}
