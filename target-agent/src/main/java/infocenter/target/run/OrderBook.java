package infocenter.target.run;

import infocenter.core.xaction.XactionId;
import infocenter.node.Order;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which orders of each xaction were obeyed, so that each is obeyed once and a late start after a stop does nothing (design section
 * 4, point 1). A line is kept, as a tombstone too, until the settled floor has passed it. In memory: another incarnation refuses the
 * starts of this one anyway. Owned by the orders thread.
 */
public final class OrderBook {
    /** Lines kept; one more start is refused, since forgetting one could start it again. */
    public static final int LINES_MAX = 200_000;

    private final long incarnation;
    private final int linesMax;
    private final Map<XactionId, Line> lines = new TreeMap<>(java.util.Comparator.comparing(XactionId::value));
    private long floor;

    /** What to do with an order. */
    public enum Verdict {
        OBEY,
        /** An earlier copy was obeyed. */
        ALREADY,
        OTHER_INCARNATION,
        SUPERSEDED,
        SETTLED,
        FULL
    }

    private record Line(Order.Type type, long sequence, int attempt) {}

    public OrderBook(long incarnation) {
        this(incarnation, LINES_MAX);
    }

    OrderBook(long incarnation, int linesMax) {
        this.incarnation = incarnation;
        this.linesMax = linesMax;
    }

    /** Judges an order; changes nothing. */
    public Verdict judge(Order order) {
        Line line = lines.get(order.id());
        return switch (order.type()) {
            case START -> start(order, line);
            case STOP -> stop(order, line);
            case RESUME -> resume(order, line);
        };
    }

    /** The order is obeyed now: lower ones of its id do nothing from here on. */
    public void obeyed(Order order) {
        boolean nothingToFence = order.type() == Order.Type.STOP && order.sequence() <= floor;
        if (!nothingToFence) {
            lines.put(order.id(), new Line(order.type(), order.sequence(), order.attempt()));
        }
    }

    /**
     * Everything caused at or below that sequence is terminal: unknown ids at or below it are refused from here on, so their lines
     * may go, unless the target still has something of theirs. A lower floor than before changes nothing.
     */
    public void settle(long upTo, Predicate<XactionId> has) {
        if (upTo > floor) {
            floor = upTo;
            lines.entrySet().removeIf(entry -> entry.getValue().sequence() <= floor && !has.test(entry.getKey()));
        }
    }

    /** Lines kept. */
    public int size() {
        return lines.size();
    }

    private Verdict start(Order order, @Nullable Line line) {
        if (order.incarnation() != incarnation) {
            return Verdict.OTHER_INCARNATION;
        }
        if (line != null && line.sequence() == order.sequence()) {
            boolean copy = line.type() != Order.Type.STOP && line.attempt() == order.attempt();
            return copy ? Verdict.ALREADY : Verdict.SUPERSEDED;
        }
        if (order.sequence() <= floor) {
            return line == null ? Verdict.SETTLED : Verdict.SUPERSEDED;
        }
        if (line == null) {
            return lines.size() < linesMax ? Verdict.OBEY : Verdict.FULL;
        }
        return order.sequence() > line.sequence() && order.attempt() > line.attempt()
                ? Verdict.OBEY
                : Verdict.SUPERSEDED;
    }

    private static Verdict stop(Order order, @Nullable Line line) {
        if (line == null || order.sequence() > line.sequence()) {
            return Verdict.OBEY;
        }
        boolean copy = line.type() == Order.Type.STOP && line.sequence() == order.sequence();
        return copy ? Verdict.ALREADY : Verdict.SUPERSEDED;
    }

    private Verdict resume(Order order, @Nullable Line line) {
        if (order.incarnation() != incarnation) {
            return Verdict.OTHER_INCARNATION;
        }
        if (line == null) {
            return Verdict.SETTLED;
        }
        boolean lower = order.sequence() < line.sequence() || order.attempt() != line.attempt();
        return lower || line.type() == Order.Type.STOP ? Verdict.SUPERSEDED : Verdict.OBEY;
    }
}
