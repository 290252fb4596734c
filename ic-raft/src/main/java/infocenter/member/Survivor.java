package infocenter.member;

import infocenter.core.cluster.Identity;
import infocenter.core.table.Information;
import java.util.List;

/**
 * What a stopped member's disk holds: its snapshot with every entry of its log applied, also those of which it does not know whether
 * they were committed.
 *
 * @param peerId it was
 * @param cluster and epoch it was in
 * @param term of its last entry
 * @param index of its last entry
 * @param information the value
 * @param voters peer ids of the last group in its log, of both groups while that changed; sorted
 */
public record Survivor(
        String peerId, Identity cluster, long term, long index, Information information, List<String> voters) {
    /** Names of the gateways of all other voters, sorted, each once. */
    public List<String> others() {
        return voters.stream()
                .filter(voter -> !voter.equals(peerId))
                .map(PeerIdentity::gatewayOf)
                .sorted()
                .distinct()
                .toList();
    }

    /** It had a vote. */
    public boolean voted() {
        return voters.contains(peerId);
    }
}
