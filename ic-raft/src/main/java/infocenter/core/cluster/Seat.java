package infocenter.core.cluster;

/**
 * A gateway's Ratis peer: bound to its storage directory, so an empty or damaged disk is always a new one.
 *
 * @param peerId name in the Raft group
 * @param raftAddress {@code host:port} of its Raft listener
 */
public record Seat(String peerId, String raftAddress) {}
