package infocenter.gateway.supervise;

import infocenter.core.supervise.Due;
import infocenter.core.supervise.Seen;
import infocenter.core.xaction.XactionId;
import infocenter.node.Order;
import infocenter.node.OrderAnswer;
import infocenter.node.SyncAnswer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The core's words and those of the node contract. */
final class SyncMessages {
    private SyncMessages() {}

    static Order order(Due due) {
        if (due instanceof Due.Start start) {
            return new Order(
                    Order.Type.START,
                    start.id(),
                    start.attempt(),
                    start.incarnation(),
                    start.sequence(),
                    start.kind(),
                    start.arguments(),
                    start.argumentsHash(),
                    start.buckets(),
                    start.targets(),
                    start.transformer());
        }
        return Order.stop(due.id(), due.attempt(), due.incarnation(), due.sequence());
    }

    /**
     * What the answer says to these orders.
     *
     * @param orders of the request, whose results the answer has in the same order
     */
    static Seen seen(List<Order> orders, SyncAnswer answer) {
        Map<XactionId, Seen.Listed> inventory = new LinkedHashMap<>();
        answer.inventory()
                .forEach(listing ->
                        inventory.put(listing.id(), new Seen.Listed(listing.id(), listing.attempt(), listing.ended())));
        List<Seen.Report> reports = answer.reports().stream()
                .map(report -> new Seen.Report(
                        report.id(), report.attempt(), report.sequence(), report.error(), report.counters()))
                .toList();
        return new Seen(answer.incarnation(), answer.stopping(), inventory, reports, stopped(orders, answer.results()));
    }

    private static List<Seen.Stopped> stopped(List<Order> orders, List<OrderAnswer.Result> results) {
        List<Seen.Stopped> stopped = new ArrayList<>();
        for (int at = 0; at < Math.min(orders.size(), results.size()); at++) {
            Order order = orders.get(at);
            if (order.type() == Order.Type.STOP && obeyed(results.get(at).status())) {
                stopped.add(new Seen.Stopped(order.id(), order.sequence()));
            }
        }
        return stopped;
    }

    /** A later order was obeyed, or the target knows nothing of it and never will: as good as this one. */
    private static boolean obeyed(OrderAnswer.Status status) {
        return status == OrderAnswer.Status.ACCEPTED
                || status == OrderAnswer.Status.SUPERSEDED
                || status == OrderAnswer.Status.SETTLED;
    }
}
