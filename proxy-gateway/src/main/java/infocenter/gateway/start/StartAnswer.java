package infocenter.gateway.start;

import infocenter.core.cluster.NodeId;
import infocenter.core.command.Outcome;
import infocenter.core.xaction.XactionId;
import java.util.List;

/**
 * What became of a start. An outage is an {@code IcFailure} instead. Term and index are those of the commit or read behind the
 * answer.
 */
public sealed interface StartAnswer {
    /**
     * The row is in the table, made by this request.
     *
     * @param acknowledged every target has said that it started; false when only registration was asked for
     * @param state as the table shows it at that index: {@code created}, unless a later read says more
     */
    record Started(XactionId id, String kind, boolean acknowledged, String state, long term, long index)
            implements StartAnswer {}

    /**
     * The key was known: this is the present state of its row.
     *
     * @param cause of an end, empty while there is none
     */
    record Known(XactionId id, String kind, String state, String cause, long term, long index) implements StartAnswer {}

    /** The key still knows the id, the row is gone by retention. */
    record Gone(XactionId id, long term, long index) implements StartAnswer {}

    /**
     * Registered, but these targets did not acknowledge in time.
     *
     * @param aborting true when the abort is committed; false: unknown, ask again by id
     * @param message why, when a target said so; may be empty
     */
    record NotAcknowledged(XactionId id, List<NodeId> silent, boolean aborting, String message, long term, long index)
            implements StartAnswer {}

    /** Nothing is in the table. */
    record Refused(Outcome.Refused why, long term, long index) implements StartAnswer {}
}
