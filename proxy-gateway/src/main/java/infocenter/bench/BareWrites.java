package infocenter.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** The bare Raft group beside the Information Center's: made at each member, driven where the leader is, and removed. Blocks. */
final class BareWrites implements AutoCloseable {
    private static final String PATH = "/node/v1/bench/bare";
    private static final Duration LEADS_WITHIN = Duration.ofSeconds(15);
    private static final int ENTRY_BYTES = 300;

    private final Nodes nodes;

    private BareWrites(Nodes nodes) {
        this.nodes = nodes;
    }

    /** Makes the group; needs members with {@code raft.bench} set. */
    static BareWrites open(Nodes nodes) throws IOException {
        BareWrites bare = new BareWrites(nodes);
        for (URI member : nodes.memberNodes()) {
            Nodes.call("POST", member.resolve(PATH + "?do=open"), "");
        }
        return bare;
    }

    /** Waits until the Information Center's leader leads this group too, then measures there. */
    Measured run(int inFlight, int warmUpSeconds, int seconds) throws IOException, InterruptedException {
        URI write = nodes.leaderNode()
                .resolve(PATH + "?do=write&bytes=" + ENTRY_BYTES + "&inFlight=" + inFlight + "&seconds=" + seconds
                        + "&warmUpSeconds=" + warmUpSeconds);
        long until = System.nanoTime() + LEADS_WITHIN.toNanos();
        while (true) {
            try {
                return Measured.from(new JsonObject(Nodes.call("POST", write, "")));
            } catch (IOException notYet) {
                if (System.nanoTime() > until) {
                    throw notYet;
                }
                Thread.sleep(200);
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (URI member : nodes.memberNodes()) {
            Nodes.call("POST", member.resolve(PATH + "?do=close"), "");
        }
    }
}
