package infocenter.member;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.settings.RaftSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.ratis.conf.RaftProperties;
import org.junit.jupiter.api.Test;

/** Pins what no test of a healthy disk could miss: the properties that safety hangs on. */
class RatisPropertiesTest {
    private final RaftProperties properties = RatisProperties.of(
            new RaftSettings(
                    "127.0.0.1", List.of(7001, 7002), Duration.ofMillis(500), Duration.ofSeconds(1), 20_000, 25_000),
            7002,
            Path.of("/data/raft"),
            Path.of("/data/removed"));

    private String value(String key) {
        return properties.get(key);
    }

    @Test
    void nothingIsAcknowledgedBeforeItIsOnDisk() {
        assertThat(value("raft.server.log.unsafe-flush.enabled")).isEqualTo("false");
        assertThat(value("raft.server.log.async-flush.enabled")).isEqualTo("false");
        assertThat(value("raft.server.log.corruption.policy")).isEqualTo("EXCEPTION");
    }

    @Test
    void nothingIsKeptInATemporaryFolder() {
        assertThat(value("raft.server.storage.dir")).isEqualTo("/data/raft");
        assertThat(value("raft.server.removed.groups.dir")).isEqualTo("/data/removed");
    }

    @Test
    void theLogBelowASnapshotReachesTheOlderOne() {
        assertThat(Integer.parseInt(value("raft.server.log.purge.preservation.log.num")))
                .isGreaterThan(Integer.parseInt(value("raft.server.snapshot.auto.trigger.threshold")));
        assertThat(value("raft.server.log.purge.upto.snapshot.index")).isEqualTo("true");
    }

    @Test
    void anEntryFitsThroughEverythingThatCarriesIt() {
        int entry = Integer.parseInt(value("raft.server.log.appender.buffer.byte-limit"));
        assertThat(SessionIcClient.ENTRY_BYTES_MAX).isLessThan(entry);
        assertThat(Integer.parseInt(value("raft.server.log.write.buffer.size"))).isGreaterThanOrEqualTo(entry + 8);
        assertThat(Integer.parseInt(value("raft.grpc.message.size.max"))).isGreaterThanOrEqualTo(entry + (1 << 20));
    }

    @Test
    void settingsReachRatis() {
        assertThat(value("raft.server.rpc.timeout.min")).isEqualTo("500ms");
        assertThat(value("raft.server.rpc.timeout.max")).isEqualTo("1000ms");
        assertThat(value("raft.grpc.server.host")).isEqualTo("127.0.0.1");
        assertThat(value("raft.grpc.server.port")).isEqualTo("7002");
        assertThat(value("raft.server.leaderelection.member.majority-add")).isEqualTo("true");
    }
}
