package infocenter.node;

import infocenter.core.xaction.XactionId;
import java.util.List;

/**
 * What became of each order.
 *
 * @param incarnation of the target
 * @param epoch highest it has seen
 * @param term highest of that epoch it has seen
 * @param results in the order of the request
 */
public record OrderAnswer(long incarnation, long epoch, long term, List<Result> results) {
    /** Of one order. */
    public record Result(XactionId id, int attempt, Status status, String message) {}

    /** Whether an order is obeyed. */
    public enum Status {
        /** Started or stopped, now or by an earlier copy of the same order. */
        ACCEPTED,
        /** A higher (epoch, term) has been seen; make a read round and send what is still owed. */
        OLD_TERM,
        /** Meant for another incarnation. */
        OTHER_INCARNATION,
        /** A higher sequence was obeyed for this id. */
        SUPERSEDED,
        /** At or below the settled floor, and unknown here. */
        SETTLED,
        /** Out of lease: only a sync is obeyed. */
        OUT_OF_LEASE,
        /** Its arguments are not here yet; the target fetches them, and the next order will find them. Not obeyed. */
        LACKS_ARGUMENTS,
        /** The run could not begin: unknown kind, bad arguments, limit reached; the message says why. */
        REFUSED
    }
}
