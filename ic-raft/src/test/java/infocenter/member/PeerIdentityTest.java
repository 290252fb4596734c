package infocenter.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import infocenter.core.cluster.Identity;
import infocenter.core.cluster.NodeId;
import infocenter.settings.RaftSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerIdentityTest {
    private static final Identity CLUSTER = new Identity("c1", 1);

    @TempDir
    Path data;

    private MemberOptions options;

    @BeforeEach
    void describe() {
        RaftSettings raft = new RaftSettings(
                "127.0.0.1", List.of(7001, 7002), Duration.ofMillis(500), Duration.ofSeconds(1), 20_000, 25_000);
        options = new MemberOptions(new NodeId("gw1"), "http://127.0.0.1:9001", data, raft);
    }

    private PeerIdentity open() throws IOException {
        return PeerIdentity.open(options);
    }

    private void delete(Path below) throws IOException {
        try (Stream<Path> all = Files.walk(below)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private void formatted(PeerIdentity identity) throws IOException {
        Path current = identity.storage(data)
                .resolve(PeerIdentity.groupId(CLUSTER).getUuid().toString())
                .resolve("current");
        Files.createDirectories(current);
        Files.createFile(current.resolve("raft-meta"));
    }

    @Test
    void theFirstOneTakesTheFirstPortAndIsKept() throws Exception {
        PeerIdentity first = open();
        assertThat(first.peerId()).matches("gw1-[0-9a-f]{8}");
        assertThat(first.seat(options.raft()).raftAddress()).isEqualTo("127.0.0.1:7001");
        assertThat(first.cluster()).isNull();
        assertThat(open()).isEqualTo(first);
    }

    @Test
    void aPeerInAClusterIsKeptWhileItsStorageIsThere() throws Exception {
        PeerIdentity entered = open().in(CLUSTER, false);
        entered.save(data);
        formatted(entered);
        assertThat(open()).isEqualTo(entered);
    }

    @Test
    void lostStorageIsANewPeerOnTheOtherPortInTheSameClusterThatFoundsNothing() throws Exception {
        PeerIdentity entered = open().in(CLUSTER, false);
        entered.save(data);
        formatted(entered);
        delete(entered.storage(data));
        PeerIdentity next = open();
        assertThat(next.peerId()).isNotEqualTo(entered.peerId());
        assertThat(next.seat(options.raft()).raftAddress()).isEqualTo("127.0.0.1:7002");
        assertThat(next.cluster()).isEqualTo(CLUSTER);
        assertThat(next.bootstrap()).isFalse();
    }

    @Test
    void anEmptiedGroupFolderIsLostStorageToo() throws Exception {
        PeerIdentity entered = open().in(CLUSTER, false);
        entered.save(data);
        assertThat(open().peerId()).isNotEqualTo(entered.peerId());
    }

    @Test
    void storageOfAnotherPeerIsNotTakenOver() throws Exception {
        PeerIdentity first = open();
        Path owner = first.storage(data).resolve("owner.properties");
        Files.writeString(owner, Files.readString(owner).replace(first.peerId(), "gw9-00000000"));
        assertThat(open().peerId()).isNotEqualTo(first.peerId());
    }

    @Test
    void aFoundingThatWasInterruptedGoesOn() throws Exception {
        PeerIdentity founding = open().in(CLUSTER, true);
        founding.save(data);
        assertThat(open()).isEqualTo(founding);
        PeerIdentity done = founding.bootstrapped();
        done.save(data);
        formatted(done);
        assertThat(open().bootstrap()).isFalse();
    }

    @Test
    void aLostFileIsANewPeerOnThePortThatTheOldFolderDidNotUse() throws Exception {
        PeerIdentity first = open();
        Files.delete(data.resolve("peer.properties"));
        PeerIdentity next = open();
        assertThat(next.peerId()).isNotEqualTo(first.peerId());
        assertThat(next.port()).isEqualTo(1 - first.port());
        assertThat(next.cluster()).isNull();
    }

    @Test
    void anotherSeatIsAnotherIdOnTheOtherPort() throws Exception {
        PeerIdentity first = open();
        PeerIdentity another = first.another(options);
        assertThat(another.port()).isEqualTo(1 - first.port());
        assertThat(open()).isEqualTo(another);
    }

    @Test
    void aDamagedFileIsNamed() throws Exception {
        open();
        Files.writeString(data.resolve("peer.properties"), "nonsense");
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("peer.properties");
    }

    @Test
    void groupsOfOtherClustersAndEpochsDiffer() {
        assertThat(PeerIdentity.groupId(CLUSTER)).isEqualTo(PeerIdentity.groupId(new Identity("c1", 1)));
        assertThat(PeerIdentity.groupId(CLUSTER)).isNotEqualTo(PeerIdentity.groupId(new Identity("c1", 2)));
        assertThat(PeerIdentity.groupId(CLUSTER)).isNotEqualTo(PeerIdentity.groupId(new Identity("c2", 1)));
    }
}
