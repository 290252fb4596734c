package infocenter.target.store;

/** What came of {@link Writing#commit}. */
public sealed interface CommitOutcome {

    /** It is durable and everybody reads it. */
    record Committed(ObjectInfo object) implements CommitOutcome {}

    /**
     * What is present is as new or newer, and stays; what was written is gone. A repeated copy finds its own version
     * here and may count that as done.
     */
    record Superseded(ObjectInfo present) implements CommitOutcome {}
}
