package infocenter.gateway.supervise;

import infocenter.core.supervise.Due;
import infocenter.core.supervise.Seen;
import infocenter.core.xaction.XactionId;
import infocenter.node.Order;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which orders go into the next request to one target, and which of those due it has been told or has obeyed already. Owned by the
 * supervisor's thread.
 */
final class Orderly {
    /** Stops first: they end something that must not go on. Then in the order in which they were caused. */
    private static final Comparator<Due> URGENCY =
            Comparator.comparing((Due due) -> due instanceof Due.Start).thenComparingLong(Due::sequence);

    private final int ordersMax;
    private final int argumentCharsMax;
    private Map<XactionId, Long> told = new HashMap<>();
    private Map<XactionId, Long> obeyed = new HashMap<>();
    private List<Due.Stop> unwanted = List.of();
    private boolean unfinished;

    Orderly(SupervisionLimits limits) {
        this.ordersMax = limits.ordersMax();
        this.argumentCharsMax = limits.argumentCharsMax();
    }

    /** True when one of these is new here, so that waiting for the next regular request would delay it. */
    boolean news(List<Due> urgent) {
        return urgent.stream().anyMatch(order -> open(order, told) && open(order, obeyed));
    }

    /** True when the last request could not carry all that was due. */
    boolean unfinished() {
        return unfinished;
    }

    /** Orders of the next request: what is due and not obeyed, and stops of what the last inventory had and should not. */
    List<Order> next(List<Due> due) {
        Map<XactionId, Due> open = new HashMap<>();
        Map<XactionId, Long> stillObeyed = new HashMap<>();
        for (Due order : due) {
            Long sequence = obeyed.get(order.id());
            if (sequence != null) {
                stillObeyed.put(order.id(), sequence);
            }
            if (open(order, obeyed)) {
                open.put(order.id(), order);
            }
        }
        obeyed = stillObeyed;
        unwanted.forEach(stop -> open.merge(stop.id(), stop, Orderly::later));
        return fitting(open.values().stream().sorted(URGENCY).toList());
    }

    private List<Order> fitting(List<Due> open) {
        Map<XactionId, Long> telling = new HashMap<>();
        List<Order> orders = new ArrayList<>();
        int chars = 0;
        for (Due due : open) {
            Order order = SyncMessages.order(due);
            chars += order.arguments().length();
            if (orders.size() == ordersMax || (!orders.isEmpty() && chars > argumentCharsMax)) {
                break;
            }
            orders.add(order);
            telling.put(due.id(), due.sequence());
        }
        unfinished = orders.size() < open.size();
        told = telling;
        return orders;
    }

    /** The target has answered: a stop is obeyed once its inventory lacks the run as well. */
    void answered(Seen seen, List<Due.Stop> stillUnwanted) {
        for (Seen.Stopped stop : seen.stopped()) {
            Seen.Listed listed = seen.inventory().get(stop.id());
            if (listed == null || listed.ended()) {
                obeyed.merge(stop.id(), stop.sequence(), Math::max);
            }
        }
        unwanted = stillUnwanted;
    }

    /** What was obeyed and is still due by the table. */
    Map<XactionId, Long> obeyed() {
        return obeyed;
    }

    private static boolean open(Due order, Map<XactionId, Long> done) {
        Long sequence = done.get(order.id());
        return sequence == null || sequence < order.sequence();
    }

    private static Due later(Due one, Due other) {
        return one.sequence() >= other.sequence() ? one : other;
    }
}
