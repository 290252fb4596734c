package infocenter.target.store;

/** What came of {@link Writing#commit}. */
public sealed interface CommitOutcome {
    /** The object of the name as it is now. */
    ObjectInfo object();

    /** It is durable and everybody reads it. */
    record Committed(ObjectInfo object) implements CommitOutcome {}

    /**
     * What is present is as new or newer, and stays; what was written is gone. A repeated copy finds its own version
     * here and may count that as done.
     */
    record Superseded(ObjectInfo present) implements CommitOutcome {
        @Override
        public ObjectInfo object() {
            return present;
        }
    }

    /** What is present has the same content and custom metadata and stays; what was written is gone. */
    record Same(ObjectInfo object) implements CommitOutcome {}
}
