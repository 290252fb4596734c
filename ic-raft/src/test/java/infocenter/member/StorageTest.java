package infocenter.member;

import static infocenter.member.Gateways.LONG;
import static infocenter.member.Gateways.applied;
import static infocenter.member.Gateways.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import infocenter.core.cluster.NodeId;
import infocenter.member.Gateways.Gateway;
import infocenter.wire.Digest;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a member does with its disk: whole, damaged, lost, or not its own. */
class StorageTest {
    private static final int THRESHOLD = 200;

    @TempDir
    Path folder;

    private static void fill(Gateway gateway, String prefix, int buckets) {
        for (int i = 0; i < buckets; i++) {
            applied(gateway.create(prefix + i));
        }
    }

    private static List<Path> files(Path below, Predicate<String> name) throws IOException {
        try (Stream<Path> all = Files.walk(below)) {
            return new ArrayList<>(all.filter(Files::isRegularFile)
                    .filter(path -> name.test(path.getFileName().toString()))
                    .sorted(Comparator.comparing(StorageTest::index))
                    .toList());
        }
    }

    private static long index(Path file) {
        String digits = file.getFileName().toString().replaceAll(".*[_-](\\d+)$", "$1");
        return digits.matches("\\d+") ? Long.parseLong(digits) : 0;
    }

    private static List<Path> snapshots(Gateway gateway) throws IOException {
        return files(gateway.data, name -> name.matches("snapshot\\.\\d+_\\d+"));
    }

    private static List<Path> logs(Gateway gateway) throws IOException {
        return files(gateway.data, name -> name.startsWith("log_"));
    }

    private static void damage(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 0x40;
        Files.write(file, bytes);
    }

    private Gateways one() throws IOException {
        return new Gateways(folder, THRESHOLD).formed(1);
    }

    @Test
    void aLateJoinerIsFilledBySnapshotWhenTheLogIsPurged() throws Exception {
        try (Gateways gateways = one()) {
            Gateway first = gateways.all.get(0);
            // Enough to purge: the log goes in whole segments, and each start closes one.
            for (int round = 0; round < 4; round++) {
                fill(first, "r" + round + "-", 300);
                first.stop();
                first.start();
                await().atMost(LONG).until(first::leads);
                first.join();
            }
            assertThat(index(logs(first).get(0))).isPositive();
            assertThat(logs(first).get(0).getFileName().toString()).doesNotStartWith("log_0-");
            for (String name : List.of("g2", "g3")) {
                gateways.add(name).start().join();
            }
            await().atMost(LONG)
                    .until(() -> gateways.all.stream().filter(Gateway::isMember).count() == 3);
            // Recorded, too: the last that is written by itself.
            await().atMost(LONG)
                    .until(() -> get(first.client().read(LONG))
                                    .information()
                                    .cluster()
                                    .members()
                                    .size()
                            == 3);
            Gateway joiner = gateways.all.get(2);
            assertThat(joiner.reads("r0-0")).isTrue();
            assertThat(joiner.reads("r3-299")).isTrue();
            assertThat(snapshots(joiner)).as("came by snapshot").isNotEmpty();
            // The keeper may record the group between the two reads.
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(
                                    Digest.of(get(joiner.client().read(LONG)).information()))
                            .isEqualTo(Digest.of(get(first.client().read(LONG)).information())));
        }
    }

    @Test
    void snapshotsAreWrittenWhileApplyGoesOnAndTwoAreKept() throws Exception {
        try (Gateways gateways = one()) {
            Gateway first = gateways.all.get(0);
            fill(first, "b", 5 * THRESHOLD);
            await().atMost(LONG).until(() -> snapshots(first).size() == 2);
            assertThat(first.member().status().snapshot()).isPositive();
            assertThat(files(first.data, name -> name.endsWith(".writing"))).isEmpty();
        }
    }

    @Test
    void aDamagedSnapshotIsPassedOverForTheOlderOneThatTheLogStillCovers() throws Exception {
        try (Gateways gateways = one()) {
            Gateway first = gateways.all.get(0);
            fill(first, "b", 2 * THRESHOLD + 20);
            await().atMost(LONG).until(() -> snapshots(first).size() == 2);
            first.stop();
            damage(snapshots(first).get(1));
            first.start();
            await().atMost(LONG).until(first::leads);
            assertThat(first.reads("b" + (2 * THRESHOLD + 19))).isTrue();
            assertThat(get(first.client().read(LONG))
                            .information()
                            .buckets()
                            .byName()
                            .size())
                    .isEqualTo(2 * THRESHOLD + 20);
        }
    }

    @Test
    void allSnapshotsDamagedAndTheLogPurgedRefusesToStartAndSaysWhy() throws Exception {
        try (Gateways gateways = one()) {
            Gateway first = gateways.all.get(0);
            for (int round = 0; round < 4; round++) {
                fill(first, "r" + round + "-", 300);
                first.stop();
                first.start();
                await().atMost(LONG).until(first::leads);
                first.join();
            }
            first.stop();
            for (Path snapshot : snapshots(first)) {
                damage(snapshot);
            }
            assertThatThrownBy(first::start)
                    .isInstanceOf(StorageDamaged.class)
                    .hasMessageContaining("is damaged")
                    .hasMessageContaining("the log lacks the entries from 0")
                    .hasMessageContaining("move this folder away");
        }
    }

    @Test
    void aLostLogRefusesToStartInsteadOfForgetting() throws Exception {
        try (Gateways gateways = one()) {
            Gateway first = gateways.all.get(0);
            fill(first, "b", 20);
            first.stop();
            for (Path log : logs(first)) {
                Files.delete(log);
            }
            assertThatThrownBy(first::start)
                    .isInstanceOf(StorageDamaged.class)
                    .hasMessageContaining("the log is missing");
        }
    }

    @Test
    void aSegmentLostInTheMiddleRefusesToStart() throws Exception {
        try (Gateways gateways = new Gateways(folder).formed(1)) {
            Gateway first = gateways.all.get(0);
            for (int round = 0; round < 3; round++) {
                fill(first, "r" + round + "-", 5);
                first.stop();
                first.start();
                await().atMost(LONG).until(first::leads);
                first.join();
            }
            first.stop();
            for (Path snapshot : snapshots(first)) {
                Files.delete(snapshot);
            }
            Files.delete(logs(first).get(1));
            assertThatThrownBy(first::start)
                    .isInstanceOf(StorageDamaged.class)
                    .hasMessageContaining("the log lacks the entries from");
        }
    }

    @Test
    void anEmptiedStorageComesBackAsANewPeerOnTheOtherPortAndIsFilledAgain() throws Exception {
        try (Gateways gateways = Gateways.three(folder)) {
            applied(gateways.leader().create("kept"));
            Gateway emptied = gateways.followers().get(0);
            var before = emptied.member().seat();
            emptied.stop();
            try (Stream<Path> all = Files.walk(emptied.data.resolve("raft"))) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
            emptied.start();
            var after = emptied.member().seat();
            assertThat(after.peerId()).isNotEqualTo(before.peerId()).startsWith(emptied.name + "-");
            assertThat(after.raftAddress()).isNotEqualTo(before.raftAddress());
            assertThat(emptied.member().cluster()).isEqualTo(Gateways.CLUSTER);
            assertThat(emptied.isMember()).as("waits to be added").isFalse();
            assertThat(gateways.leader().reads("kept")).isTrue();
        }
    }

    @Test
    void aFounderWithAnEmptiedStorageNeverFoundsAgain() throws Exception {
        try (Gateways gateways = one()) {
            Gateway first = gateways.all.get(0);
            applied(first.create("gone"));
            first.stop();
            try (Stream<Path> all = Files.walk(first.data.resolve("raft"))) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
            first.start();
            // Several election time-outs: it waits to be added, and says so, rather than answering from an empty table.
            await().during(Duration.ofSeconds(2)).atMost(LONG).until(() -> !first.leads() && !first.isMember());
            assertThat(first.member().status().peers()).isEmpty();
        }
    }

    /** The whole disk is lost, so nothing remembers that this port was the old peer's; and the group still counts on the old one. */
    @Test
    void aNewPeerOnTheOldPortNeverAnswersForTheOldOne() throws Exception {
        try (Gateways gateways = Gateways.three(folder)) {
            Gateway lost = gateways.followers().get(0);
            var before = lost.member().seat();
            lost.stop();
            try (Stream<Path> all = Files.walk(lost.data)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
            lost.start();
            var after = lost.member().seat();
            assertThat(after.raftAddress()).isEqualTo(before.raftAddress());
            lost.member().attend(Gateways.CLUSTER);
            applied(gateways.leader().create("meanwhile"));
            await().during(Duration.ofSeconds(2))
                    .atMost(LONG)
                    .until(() -> lost.member().status().term() == 0
                            && lost.member().status().applied() < 0);
            assertThat(lost.member().server().lastIndex()).isNegative();
        }
    }

    @Test
    void aPeerKeepsItsIdAndPortOverARestart() throws Exception {
        try (Gateways gateways = one()) {
            Gateway first = gateways.all.get(0);
            var seat = first.member().seat();
            first.stop();
            first.start();
            assertThat(first.member().seat()).isEqualTo(seat);
            await().atMost(LONG).until(first::leads);
        }
    }

    @Test
    void twoNodesOnOneFolderAreRefused() throws Exception {
        try (Gateways gateways = one()) {
            Gateway first = gateways.all.get(0);
            assertThatThrownBy(() -> RaftMember.open(
                            new MemberOptions(new NodeId("thief"), "http://x", first.data, first.raft),
                            gateways.calls,
                            (why, cause) -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use by another gateway")
                    .hasMessageContaining(first.data.toString());
        }
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (Gateways gateways = new Gateways(folder)) {
            Gateway gateway = gateways.add("g1").start();
            String address = gateway.member().seat().raftAddress();
            int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
            try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
                assertThat(taken.isBound()).isTrue();
                assertThatThrownBy(() -> gateway.member().found(Gateways.CLUSTER))
                        .isInstanceOf(BindException.class)
                        .hasMessageContaining(address);
            }
            gateway.member().found(Gateways.CLUSTER);
            await().atMost(LONG).until(gateway::leads);
        }
    }

    @Test
    void anotherClusterIsRefused() throws Exception {
        try (Gateways gateways = one()) {
            assertThatThrownBy(
                            () -> gateways.all.get(0).member().attend(new infocenter.core.cluster.Identity("other", 1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("belongs to cluster c-test");
        }
    }
}
