package infocenter.client;

/**
 * Work that only the leader does: the supervisor and the keeper. A second one running by mistake does no harm, since both only read
 * the value and submit guarded commands. Called on the member's own thread, in this order; must return at once.
 */
public interface LeaderWork {
    /** This member leads that term and has applied its first entry. */
    void lead(long term);

    /** It leads no more. */
    void follow();
}
