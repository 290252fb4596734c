package infocenter.sim;

/** What a leader knows of one of the others. */
final class Follower {
    long next;
    long match;
    boolean busy;
    boolean again;
    long heardNanos;
    /** When it last took something in, or had nothing to take. */
    long movedNanos;

    Follower(long next, long nanos) {
        this.next = next;
        this.heardNanos = nanos;
        this.movedNanos = nanos;
    }
}
