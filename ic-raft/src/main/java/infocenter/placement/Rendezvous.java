package infocenter.placement;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.openhft.hashing.LongHashFunction;

/**
 * Picks the home of a name among nodes, so that everybody who knows the same nodes picks the same one, and a node that
 * comes or goes moves only its own share. Exactly AIStore's rule, which its clients compute too: XXH64 with seed
 * {@value #SEED} of the name, exclusive-or with that of the node id, mixed; the greatest unsigned score wins.
 *
 * <p>Immutable; any thread. A pick costs one hash of the name and one mix a node.
 */
public final class Rendezvous {

    static final long SEED = 1_103_515_245L;

    private static final LongHashFunction XXH64 = LongHashFunction.xx(SEED);
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private final List<String> ids;
    private final long[] digests;

    private Rendezvous(List<String> ids) {
        this.ids = ids;
        this.digests = ids.stream().mapToLong(Rendezvous::digest).toArray();
    }

    /**
     * Over these nodes; their order does not matter.
     *
     * @throws IllegalArgumentException if there is none, or one stands there twice: no name has a home then
     */
    public static Rendezvous of(List<String> targetIds) {
        List<String> sorted = targetIds.stream().sorted().distinct().toList();
        if (sorted.isEmpty() || sorted.size() != targetIds.size()) {
            throw new IllegalArgumentException("placement needs at least one node, each once: " + targetIds);
        }
        return new Rendezvous(sorted);
    }

    /** A node id's share of every score; the cluster map hands it to clients as an unsigned number. */
    public static long digest(String nodeId) {
        return XXH64.hashBytes(nodeId.getBytes(StandardCharsets.UTF_8));
    }

    /** The node ids, sorted. */
    public List<String> ids() {
        return ids;
    }

    /** The home of {@code uname} = {@code provider/@nsuuid#nsname/bucket/object} ({@code ais/@#/bucket/object}). */
    public String home(String uname) {
        long name = digest(uname);
        int best = 0;
        for (int at = 1; at < digests.length; at++) {
            // Strictly greater: of two equal scores the lower id wins, on every node alike.
            if (Long.compareUnsigned(score(name, at), score(name, best)) > 0) {
                best = at;
            }
        }
        return ids.get(best);
    }

    /** All node ids, the home first, then the one that would be home without it, and so on. */
    public List<String> ranked(String uname) {
        long name = digest(uname);
        Comparator<Integer> byScore = (left, right) -> Long.compareUnsigned(score(name, right), score(name, left));
        return IntStream.range(0, digests.length)
                .boxed()
                .sorted(byScore)
                .map(ids::get)
                .toList();
    }

    private long score(long name, int node) {
        return mix(digests[node] ^ name);
    }

    /** One step of SplitMix64, then xoshiro256**'s scrambler, as AIStore does it. */
    private static long mix(long seed) {
        long once = finish(seed + GOLDEN_GAMMA);
        long twice = finish(once + GOLDEN_GAMMA);
        return Long.rotateLeft(twice * 5, 7) * 9;
    }

    private static long finish(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
