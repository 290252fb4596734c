package infocenter.member;

import static infocenter.member.Gateways.LONG;
import static infocenter.member.Gateways.applied;
import static infocenter.member.Gateways.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import infocenter.client.Moment;
import infocenter.core.cluster.Identity;
import infocenter.core.table.Information;
import infocenter.core.table.Restored;
import infocenter.member.Gateways.Gateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.util.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The majority of a group is lost for good, a disk is damaged, or a cluster begins with a value. */
class RecoveryTest {
    private static final long NOW = 1_800_000_000_000L;

    @TempDir
    Path folder;

    private static Identity recover(Gateway survivor) throws IOException {
        try (Recovery recovery = Recovery.open(survivor.options())) {
            return recovery.recover(recovery.survivor(), NOW);
        }
    }

    private static long members(Gateways gateways) {
        return gateways.all.stream().filter(Gateway::isMember).count();
    }

    private static List<String> storages(Gateway gateway) throws IOException {
        try (Stream<Path> folders = Files.list(gateway.data.resolve("raft"))) {
            return folders.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    /** Two come back with empty disks. */
    @Test
    void theSurvivorGoesOnAloneAndTheGroupGrowsAgain() throws Exception {
        try (Gateways gateways = Gateways.three(folder)) {
            Gateway g1 = gateways.all.get(0);
            for (int at = 0; at < 20; at++) {
                applied(g1.create("b" + at));
            }
            String peer = g1.member().seat().peerId();
            assertThatThrownBy(() -> Recovery.open(g1.options())).hasMessageContaining("in use by another gateway");
            long index = g1.member().moments().latest().index();
            gateways.all.forEach(Gateway::stop);

            Survivor survivor;
            try (Recovery recovery = Recovery.open(g1.options())) {
                survivor = recovery.survivor();
                assertThat(recovery.done()).isNull();
                recovery.recover(survivor, NOW);
                assertThat(Objects.requireNonNull(recovery.done()).epoch()).isEqualTo(2);
            }
            assertThat(survivor.voted()).isTrue();
            assertThat(survivor.others()).containsExactly("g2", "g3");
            assertThat(survivor.index()).isGreaterThanOrEqualTo(index);
            gateways.cluster = new Identity("c-test", 2);

            g1.start();
            await().atMost(LONG).until(g1::leads);
            g1.join();
            assertThat(g1.member().seat().peerId()).isNotEqualTo(peer);
            assertThat(storages(g1)).as("the old one is kept").contains(peer);
            assertThat(g1.reads("b19")).isTrue();
            assertThat(get(g1.client().read(LONG)).information().identity()).isEqualTo(gateways.cluster);
            applied(g1.create("after"));

            for (Gateway lost : gateways.all.subList(1, 3)) {
                FileUtils.deleteFully(lost.data);
                lost.incarnation = 10;
                lost.start().join();
            }
            await().atMost(LONG).until(() -> members(gateways) == 3);
            assertThat(gateways.all.get(2).reads("b0")).isTrue();
            assertThat(gateways.all.get(2).reads("after")).isTrue();

            g1.stop();
            g1.start();
            g1.join();
            assertThat(g1.reads("after")).isTrue();
        }
    }

    /** The operator was wrong: the disks come back. Alone they would be a majority of the group of the epoch before. */
    @Test
    void membersOfTheEpochBeforeComeBackAsNewPeers() throws Exception {
        try (Gateways gateways = Gateways.three(folder)) {
            Gateway g1 = gateways.all.get(0);
            Gateway g2 = gateways.all.get(1);
            Gateway g3 = gateways.all.get(2);
            applied(g1.create("before"));
            gateways.all.forEach(Gateway::stop);
            Identity next = recover(g1);
            gateways.cluster = next;
            g1.start();
            await().atMost(LONG).until(g1::leads);
            g1.join();
            applied(g1.create("after"));

            String asked = PeerIdentity.peek(g2.data).peerId();
            g2.start(new Neighbours() {
                @Override
                public Identity newest(Identity own) {
                    return next;
                }

                @Override
                public boolean served(String groupId) {
                    return false;
                }
            });
            assertThat(g2.member().seat().peerId()).isNotEqualTo(asked);
            assertThat(g2.member().cluster()).isEqualTo(next);
            g2.join();

            // This one asked nobody before it started, and hears of it later.
            g3.start();
            String old = g3.member().seat().peerId();
            await().atMost(LONG).until(() -> g3.member().voting());
            assertThat(g3.member().renew(new Identity("c-other", 9))).isFalse();
            assertThat(g3.member().renew(Gateways.CLUSTER)).isFalse();
            assertThat(g3.member().seat().peerId()).isEqualTo(old);
            assertThat(g3.member().renew(next)).isTrue();
            assertThat(g3.member().renew(next)).as("twice").isFalse();
            assertThat(g3.member().voting()).isFalse();
            assertThat(g3.member().moments().latest().information())
                    .as("forgotten")
                    .isSameAs(Information.EMPTY);
            assertThat(storages(g3)).contains(old);
            g3.incarnation++;
            g3.join();

            await().atMost(LONG).until(() -> members(gateways) == 3);
            assertThat(g2.reads("after")).isTrue();
            assertThat(g3.reads("after")).isTrue();
        }
    }

    @Test
    void interruptedBeforeItsLastStepTheOldPeerStillCounts() throws Exception {
        try (Gateways gateways = Gateways.three(folder)) {
            Gateway g1 = gateways.all.get(0);
            applied(g1.create("before"));
            gateways.all.forEach(Gateway::stop);
            PeerIdentity identity = Objects.requireNonNull(PeerIdentity.peek(g1.data));
            try (Recovery recovery = Recovery.open(g1.options())) {
                Survivor survivor = recovery.survivor();
                // All that recover does, but for the last step.
                Identity next = new Identity("c-test", 2);
                PeerIdentity founder = identity.founder(g1.options(), next);
                Seed.write(g1.options(), founder, next, survivor.information(), TermIndex.valueOf(1, 1));
            }
            assertThat(PeerIdentity.peek(g1.data)).isEqualTo(identity);

            assertThat(recover(g1)).isEqualTo(new Identity("c-test", 2));
            gateways.cluster = new Identity("c-test", 2);
            g1.start();
            await().atMost(LONG).until(g1::leads);
            g1.join();
            assertThat(g1.reads("before")).isTrue();
        }
    }

    @Test
    void whatHoldsNoTableCannotBeRecoveredFrom() throws Exception {
        try (Gateways gateways = new Gateways(folder)) {
            Gateway fresh = gateways.add("g1");
            assertThatThrownBy(() -> Recovery.open(fresh.options())).hasMessageContaining("no such data folder");
            fresh.start().stop();
            assertThatThrownBy(() -> recover(fresh)).hasMessageContaining("belongs to no cluster");
            fresh.start();
            fresh.member().attend(Gateways.CLUSTER);
            fresh.stop();
            assertThatThrownBy(() -> recover(fresh)).hasMessageContaining("it was never filled");
        }
    }

    /** A bit turned in the log: this member must not go on from it, and need not, since the others hold the same. */
    @Test
    void aDamagedLogIsPutAsideOnlyIfTheGroupLivesWithoutIt() throws Exception {
        try (Gateways gateways = Gateways.three(folder)) {
            Gateway g3 = gateways.followers().get(0);
            for (int at = 0; at < 20; at++) {
                applied(g3.create("b" + at));
            }
            String peer = g3.member().seat().peerId();
            String group = Objects.requireNonNull(g3.member().server()).groupName();
            g3.stop();
            damageLog(g3);
            assertThatThrownBy(g3::start)
                    .isInstanceOf(StorageDamaged.class)
                    .hasMessageContaining(peer)
                    .hasMessageContaining("its log is damaged");

            g3.start(new Neighbours() {
                @Override
                public Identity newest(Identity own) {
                    return own;
                }

                @Override
                public boolean served(String groupId) {
                    return groupId.equals(group);
                }
            });
            assertThat(g3.member().seat().peerId()).isNotEqualTo(peer);
            assertThat(storages(g3)).contains(peer);
            g3.join();
            await().atMost(LONG).until(() -> members(gateways) == 3);
            assertThat(g3.reads("b19")).isTrue();
        }
    }

    private static void damageLog(Gateway gateway) throws IOException {
        try (Stream<Path> files = Files.walk(gateway.data)) {
            for (Path log : files.filter(path -> path.getFileName().toString().startsWith("log_"))
                    .toList()) {
                byte[] bytes = Files.readAllBytes(log);
                bytes[200] ^= 0x40;
                Files.write(log, bytes);
            }
        }
    }

    @Test
    void aClusterBeginsWithAValueAndFillsItsNewMembers() throws Exception {
        Information kept;
        try (Gateways old = new Gateways(folder.resolve("old")).formed(1)) {
            for (int at = 0; at < 20; at++) {
                applied(old.all.get(0).create("b" + at));
            }
            kept = get(old.all.get(0).client().read(LONG)).information();
        }
        try (Gateways gateways = new Gateways(folder.resolve("new"))) {
            Information value = Restored.of(kept, "c-new", NOW);
            gateways.cluster = Objects.requireNonNull(value.identity());
            for (String name : List.of("g1", "g2", "g3")) {
                gateways.add(name).start();
            }
            Gateway g1 = gateways.all.get(0);
            g1.member().found(new Moment(value, 7, 4_711));
            assertThatThrownBy(() -> g1.member().found(new Moment(value, 7, 4_711)))
                    .isInstanceOf(IllegalStateException.class);
            await().atMost(LONG).until(g1::leads);
            for (Gateway gateway : gateways.all) {
                gateway.join();
            }
            await().atMost(LONG).until(() -> members(gateways) == 3);
            Gateway g3 = gateways.all.get(2);
            assertThat(g3.reads("b19")).isTrue();
            assertThat(g3.member().moments().latest().index()).isGreaterThan(4_711);
            assertThat(g3.member().moments().latest().term()).isGreaterThan(7);

            gateways.all.forEach(Gateway::stop);
            for (Gateway gateway : gateways.all) {
                gateway.start();
            }
            gateways.leader();
            assertThat(g3.reads("b0")).isTrue();
        }
    }

    @Test
    void aSeedThatIsGoneIsNoEmptyCluster() throws Exception {
        try (Gateways gateways = Gateways.three(folder)) {
            Gateway g1 = gateways.all.get(0);
            gateways.all.forEach(Gateway::stop);
            recover(g1);
            PeerIdentity founder = Objects.requireNonNull(PeerIdentity.peek(g1.data));
            try (Stream<Path> files = Files.walk(founder.storage(g1.data))) {
                for (Path snapshot : files.filter(
                                path -> path.getFileName().toString().startsWith("snapshot."))
                        .toList()) {
                    Files.delete(snapshot);
                }
            }
            assertThatThrownBy(g1::start)
                    .isInstanceOf(StorageDamaged.class)
                    .hasMessageContaining("that its group was to begin with is gone");
        }
    }
}
