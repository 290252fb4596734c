package infocenter.core.command;

import infocenter.core.bucket.BucketRef;
import infocenter.core.cluster.NodeId;
import infocenter.core.transform.Transformer;
import infocenter.core.xaction.XactionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of a command: a value that the log replays and a session keeps, never an exception. */
public sealed interface Outcome {
    /**
     * It changed the value.
     *
     * @param sequence of this command
     * @param subject id of what it made or changed, for example a bucket's id; may be empty
     */
    record Applied(long sequence, String subject) implements Outcome {}

    /**
     * A xaction is in the table; all that its gateway needs to broadcast it.
     *
     * @param id the row
     * @param sequence of the registration: the orders carry it
     * @param buckets with the ids of this moment
     * @param assignments the runs
     * @param transformer that the start named, as it was then; null for kinds that take none
     */
    record Registered(
            XactionId id,
            long sequence,
            List<BucketRef> buckets,
            List<Assignment> assignments,
            @Nullable Transformer transformer)
            implements Outcome {
        /** Of a kind that takes no transformer. */
        public Registered(XactionId id, long sequence, List<BucketRef> buckets, List<Assignment> assignments) {
            this(id, sequence, buckets, assignments, null);
        }
    }

    /**
     * Nothing was left to do; the value is as the command wanted it.
     *
     * @param sequence of the table when it was applied
     * @param subject id of what is there, for example of the row that a known idempotency key holds
     */
    record AlreadyDone(long sequence, String subject) implements Outcome {}

    /**
     * The value is unchanged, and this is why.
     *
     * @param reason for programs
     * @param subject what stands in the way, for example the id that a key belongs to, the field that was wrong, or the
     *     target that is down; may be empty
     * @param message for people: names the field and the cure
     */
    record Refused(Reason reason, String subject, String message) implements Outcome {}

    /**
     * One run of a new xaction.
     *
     * @param target who shall work
     * @param incarnation that the order is meant for
     * @param nodeUrl where to send it
     */
    record Assignment(NodeId target, long incarnation, String nodeUrl) {}
}
