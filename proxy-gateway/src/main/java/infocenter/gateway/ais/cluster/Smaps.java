package infocenter.gateway.ais.cluster;

import infocenter.core.cluster.NodeId;
import infocenter.gateway.ais.AisError;
import infocenter.gateway.ais.AisRefusal;
import infocenter.gateway.door.GatewayUseCases;
import infocenter.gateway.door.JsonText;
import infocenter.gateway.map.ClusterMapView;
import io.vertx.core.buffer.Buffer;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The newest cluster map and its text, made once for each change. Any thread. */
public final class Smaps {
    /** So old may be what is known of who leads: asking takes longer than all the rest. */
    private static final long LEADER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final GatewayUseCases useCases;
    private volatile @Nullable Known known;

    public Smaps(GatewayUseCases useCases) {
        this.useCases = useCases;
    }

    private record Known(Smap map, Buffer text, long atNanos) {}

    /** The map; refused while this gateway is in no cluster. */
    Smap map() {
        return known().map();
    }

    /** Its JSON, not to be changed. */
    Buffer text() {
        return known().text();
    }

    private Known known() {
        ClusterMapView view = useCases.maps().view();
        if (view.identity() == null) {
            throw new AisRefusal(new AisError(503, "", "this gateway is in no cluster yet: try again"));
        }
        long now = System.nanoTime();
        Known last = known;
        if (last != null && last.map().view() == view && now - last.atNanos() < LEADER_NANOS) {
            return last;
        }
        NodeId leader = useCases.group().get().leader();
        Smap map = new Smap(view, leader);
        Buffer text = last != null
                        && last.map().view() == view
                        && Objects.equals(last.map().primary(), leader)
                ? last.text()
                : JsonText.of(map::write).appendByte((byte) '\n');
        Known next = new Known(map, text, now);
        known = next;
        return next;
    }
}
