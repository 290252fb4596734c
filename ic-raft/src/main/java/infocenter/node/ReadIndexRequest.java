package infocenter.node;

/**
 * A member that does not lead asks for an index that a read may be answered at.
 *
 * @param groupId Raft group
 */
public record ReadIndexRequest(String groupId) {}
