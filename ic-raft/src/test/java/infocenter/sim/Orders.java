package infocenter.sim;

import infocenter.core.xaction.XactionId;
import infocenter.node.Order;
import infocenter.node.OrderAnswer.Status;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which orders of each xaction one incarnation of a target has obeyed: each once, by rising sequence (design section 4, point 1). */
final class Orders {
    private final long incarnation;
    private final TreeMap<XactionId, Line> lines = new TreeMap<>();
    private long floor;

    private record Line(boolean stop, long sequence, int attempt) {}

    Orders(long incarnation) {
        this.incarnation = incarnation;
    }

    /** Null when it is to be obeyed now; else the answer. */
    @Nullable
    Status judge(Order order) {
        Line line = lines.get(order.id());
        if (order.type() == Order.Type.STOP) {
            if (line == null || order.sequence() > line.sequence()) {
                return null;
            }
            return line.stop() && line.sequence() == order.sequence() ? Status.ACCEPTED : Status.SUPERSEDED;
        }
        if (order.incarnation() != incarnation) {
            return Status.OTHER_INCARNATION;
        }
        if (line != null && line.sequence() == order.sequence()) {
            return !line.stop() && line.attempt() == order.attempt() ? Status.ACCEPTED : Status.SUPERSEDED;
        }
        if (order.sequence() <= floor) {
            return line == null ? Status.SETTLED : Status.SUPERSEDED;
        }
        boolean later = line == null || (order.sequence() > line.sequence() && order.attempt() > line.attempt());
        return later ? null : Status.SUPERSEDED;
    }

    void obeyed(Order order) {
        if (order.type() != Order.Type.STOP || order.sequence() > floor) {
            lines.put(order.id(), new Line(order.type() == Order.Type.STOP, order.sequence(), order.attempt()));
        }
    }

    /** Everything caused at or below that sequence is terminal: lines and tombstones of what is not here any more may go. */
    void settle(long upTo, Predicate<XactionId> has) {
        if (upTo > floor) {
            floor = upTo;
            lines.entrySet().removeIf(line -> line.getValue().sequence() <= floor && !has.test(line.getKey()));
        }
    }
}
