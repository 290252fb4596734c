package infocenter.member;

import infocenter.settings.RaftSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.ratis.conf.RaftProperties;

/** Every property that we set, each with the reason that Ratis' default does not have. */
final class RatisProperties {
    /** Largest entry that the log carries. Above it Ratis' leader would step down, so ours are refused far below. */
    static final int ENTRY_BYTES_MAX = 4 << 20;

    private RatisProperties() {}

    static RaftProperties of(RaftSettings settings, int port, Path storage, Path removed) {
        RaftProperties properties = new RaftProperties();
        properties.set("raft.server.rpc.type", "GRPC");
        properties.set("raft.grpc.server.host", settings.host());
        properties.set("raft.grpc.server.port", Integer.toString(port));
        // Both default to the folder for temporary files.
        properties.set("raft.server.storage.dir", storage.toString());
        properties.set("raft.server.removed.groups.dir", removed.toString());
        elections(properties, settings);
        log(properties, settings);
        threads(properties);
        return properties;
    }

    private static void elections(RaftProperties properties, RaftSettings settings) {
        String min = millis(settings.electionTimeoutMin());
        String max = millis(settings.electionTimeoutMax());
        properties.set("raft.server.rpc.timeout.min", min);
        properties.set("raft.server.rpc.timeout.max", max);
        properties.set("raft.server.rpc.first-election.timeout.min", "300ms");
        properties.set("raft.server.rpc.first-election.timeout.max", "600ms");
        properties.set("raft.server.rpc.request.timeout", "1s");
        properties.set("raft.server.rpc.slowness.timeout", "10s");
        properties.set("raft.server.leaderelection.pre-vote", "true");
        // By default a leader that lost its majority stays passive for 10 s.
        properties.set("raft.server.leaderelection.leader.step-down.wait-time", "1s");
        // 1 -> 3 in one change, so that the group never rests at two.
        properties.set("raft.server.leaderelection.member.majority-add", "true");
        properties.set("raft.server.notification.no-leader.timeout", "5s");
        properties.set("raft.server.staging.timeout", "5s");
        properties.set("raft.server.staging.catchup.gap", "100");
        properties.set("raft.server.close.threshold", "60s");
        properties.set("raft.server.sleep.deviation.threshold", "300ms");
        properties.set("raft.server.read.option", "LINEARIZABLE");
        properties.set("raft.server.read.timeout", "2s");
    }

    private static void log(RaftProperties properties, RaftSettings settings) {
        properties.set("raft.server.storage.free-space.min", "256MB");
        properties.set("raft.server.log.segment.size.max", "8MB");
        properties.set("raft.server.log.preallocated.size", "1MB");
        properties.set("raft.server.log.appender.buffer.byte-limit", Integer.toString(ENTRY_BYTES_MAX));
        properties.set("raft.server.log.write.buffer.size", Integer.toString(2 * ENTRY_BYTES_MAX));
        properties.set("raft.grpc.message.size.max", Integer.toString(4 * ENTRY_BYTES_MAX));
        properties.set("raft.server.log.force.sync.num", "128");
        // Nothing is acknowledged before it is on disk.
        properties.set("raft.server.log.unsafe-flush.enabled", "false");
        properties.set("raft.server.log.async-flush.enabled", "false");
        // Would add an entry for every advance of the commit index.
        properties.set("raft.server.log.log-metadata.enabled", "false");
        properties.set("raft.server.log.segment.cache.num.max", "2");
        // Drops the tail silently under any other policy.
        properties.set("raft.server.log.corruption.policy", "EXCEPTION");
        // A dead member must not pin the log; what is kept below a snapshot keeps the older snapshot usable.
        properties.set("raft.server.log.purge.upto.snapshot.index", "true");
        properties.set("raft.server.log.purge.preservation.log.num", Integer.toString(settings.purgePreservation()));
        properties.set(
                "raft.server.log.purge.gap",
                Integer.toString(Math.max(1, Math.min(1024, settings.snapshotThreshold() / 4))));
        properties.set("raft.server.snapshot.auto.trigger.enabled", "true");
        properties.set("raft.server.snapshot.auto.trigger.threshold", Integer.toString(settings.snapshotThreshold()));
        properties.set("raft.server.snapshot.trigger-when-stop.enabled", "true");
        // Not asked (see SnapshotFiles), but its default keeps all.
        properties.set("raft.server.snapshot.retention.file.num", "2");
    }

    private static void threads(RaftProperties properties) {
        properties.set("raft.server.write.element-limit", "2048");
        properties.set("raft.server.write.byte-limit", "16MB");
        // Sessions make a retry harmless; this cache only needs to outlive Ratis' own.
        properties.set("raft.server.retrycache.expirytime", "30s");
        for (String pool : new String[] {"proxy", "server", "client"}) {
            properties.set("raft.server.threadpool." + pool + ".cached", "false");
            properties.set("raft.server.threadpool." + pool + ".size", pool.equals("proxy") ? "4" : "8");
        }
        properties.set("raft.grpc.server.async.request.thread.pool.cached", "false");
        properties.set("raft.grpc.server.async.request.thread.pool.size", "8");
        properties.set("raft.grpc.server.worker-group.size", "2");
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + "ms";
    }
}
