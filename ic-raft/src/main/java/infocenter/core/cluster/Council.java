package infocenter.core.cluster;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What operators want of the Information Center; the keeper makes it so.
 *
 * @param size members wanted: 1, 3 or 5; 0 while the cluster has no identity
 * @param barred gateways that shall have no seat, by name
 * @param lead whom one leader was asked to hand over to, or null
 */
public record Council(
        int size, List<NodeId> barred, @Nullable Lead lead) {
    public static final Council NONE = new Council(0, List.of(), null);

    /** Members of a cluster whose founder asked for nothing else. */
    public static final int USUAL_SIZE = 3;

    /**
     * A request to the leader of one term: it is over when another leads, whoever that is.
     *
     * @param to gateway that shall lead
     * @param term of the leader that is asked
     */
    public record Lead(NodeId to, long term) {}

    /** True for a size that survives as many failures as it can: the odd ones up to five. */
    public static boolean allows(int size) {
        return size == 1 || size == 3 || size == 5;
    }

    /** True when that gateway shall have no seat. */
    public boolean bars(NodeId gateway) {
        return barred.contains(gateway);
    }

    /** The same wishes with another size. */
    public Council sized(int next) {
        return new Council(next, barred, lead);
    }

    /** The same wishes, and no seat for that gateway. */
    public Council bar(NodeId gateway) {
        return bars(gateway)
                ? this
                : new Council(
                        size,
                        Stream.concat(barred.stream(), Stream.of(gateway))
                                .sorted()
                                .toList(),
                        lead);
    }

    /** The same wishes, and a seat for that gateway if there is one. */
    public Council allow(NodeId gateway) {
        return new Council(
                size, barred.stream().filter(other -> !other.equals(gateway)).toList(), lead);
    }

    /** The same wishes, and another leader. */
    public Council asking(Lead next) {
        return new Council(size, barred, next);
    }
}
