package infocenter.gateway.start;

import infocenter.core.cluster.NodeId;
import infocenter.core.xaction.XactionId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** How the table shows one xaction now: read here at a member, asked of one elsewhere. */
public interface PresentState {
    /** A linearizable read; empty when there is no such row. Fails with an {@code IcFailure}. */
    CompletableFuture<Found> find(XactionId id, Duration within);

    /**
     * A read and where it was made.
     *
     * @param row empty when the table has none
     */
    record Found(Optional<Row> row, long term, long index) {}

    /**
     * What a start's answer needs of a row.
     *
     * @param owed targets that have not acknowledged their present attempt
     * @param cause of the abort or end, else empty
     */
    record Row(String kind, String state, String cause, List<NodeId> owed, boolean aborting) {}
}
