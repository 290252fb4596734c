package infocenter.core.cluster;

import java.util.List;

/**
 * The committed Raft group, recorded so that every node knows the members.
 *
 * @param index log index of the configuration entry
 * @param peerIds voters, sorted
 */
public record Configuration(long index, List<String> peerIds) {
    public static final Configuration NONE = new Configuration(0, List.of());
}
