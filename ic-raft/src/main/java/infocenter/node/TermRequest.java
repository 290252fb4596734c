package infocenter.node;

/**
 * Which term do you know? Answered only by exactly that peer in exactly that group.
 *
 * @param groupId Raft group
 * @param peerId who shall answer
 */
public record TermRequest(String groupId, String peerId) {}
