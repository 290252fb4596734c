package infocenter.node;

/**
 * The result of a read round at the leader.
 *
 * @param confirmed false when this member does not lead or no majority answered in time
 * @param leaderUrl node door of the leader it knows, else empty
 * @param term in which it was confirmed
 * @param index to wait for
 */
public record ReadIndexAnswer(boolean confirmed, String leaderUrl, long term, long index) {}
