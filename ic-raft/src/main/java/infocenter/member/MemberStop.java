package infocenter.member;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.ratis.protocol.RaftPeerId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops a server without leaving the group without a leader: hand over, snapshot, close. */
final class MemberStop {
    private static final Logger LOG = LoggerFactory.getLogger(MemberStop.class);
    private static final Duration HAND_OVER_MAX = Duration.ofSeconds(2);

    private static final long LOOK_MILLIS = 10;

    private MemberStop() {}

    /** Blocks for about that long at most. */
    static void of(MemberServer server, Duration within) {
        handOver(server, within.dividedBy(2));
        Thread closer = new Thread(() -> close(server), server.peerId() + "-close");
        closer.setDaemon(true);
        closer.start();
        try {
            long until = System.nanoTime() + within.toNanos();
            // Ratis' network threads stay quiet for two more seconds; all that matters has ended by then.
            while (!server.closed() && System.nanoTime() < until) {
                closer.join(LOOK_MILLIS);
                if (!closer.isAlive()) {
                    // Somebody else is closing it already.
                    TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                }
            }
            if (!server.closed()) {
                LOG.atWarn()
                        .addKeyValue("member", server.peerId())
                        .addKeyValue("tookMs", within.toMillis())
                        .log("still closing; what is acknowledged is on disk");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(MemberServer server) {
        try {
            server.close();
        } catch (IOException | RuntimeException failed) {
            LOG.atWarn().addKeyValue("member", server.peerId()).setCause(failed).log("closed with an error");
        }
    }

    /** Blocks for about that long at most; nothing happens where it does not lead, or leads alone. */
    static void handOver(MemberServer server, Duration within) {
        if (!server.leaderReady() || server.voters().all().size() < 2) {
            return;
        }
        // The one that answered last is the one most surely alive.
        String best = MemberStatuses.lastHeard(server.info()).entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
        long millis = Math.max(1, Math.min(HAND_OVER_MAX.toMillis(), within.toMillis()));
        try {
            server.transfer(best.isEmpty() ? null : RaftPeerId.valueOf(best), millis)
                    .get(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (IOException | ExecutionException | TimeoutException refused) {
            LOG.atWarn()
                    .addKeyValue("member", server.peerId())
                    .log("could not hand leadership over, closing anyway: " + refused);
        }
    }
}
