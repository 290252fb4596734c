package infocenter.member;

import static infocenter.member.Gateways.LONG;
import static infocenter.member.Gateways.applied;
import static infocenter.member.Gateways.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import infocenter.client.IcFailure;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.command.Command;
import infocenter.core.command.Command.SetMaintenance.Wish;
import infocenter.core.supervise.SeatBounds;
import infocenter.core.table.Information;
import infocenter.member.Gateways.Gateway;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real groups whose members die, come back, are taken out and taken in. */
class KeeperTest {
    private static final SeatBounds SHORT =
            new SeatBounds(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMinutes(5), Duration.ofMillis(500));

    @TempDir
    Path folder;

    private Gateways formed(int gateways) throws IOException {
        Gateways all = new Gateways(folder);
        all.bounds = SHORT;
        all.formed(gateways);
        // Recorded, too: what may be wanted is judged by that.
        awaitMembers(all, 3);
        return all;
    }

    private static Information table(Gateways gateways) {
        return get(gateways.leader().client().read(LONG)).information();
    }

    private static void awaitMembers(Gateways gateways, int count) {
        await().atMost(LONG)
                .until(() -> gateways.all.stream().filter(Gateway::isMember).count() == count
                        && table(gateways).cluster().members().size() == count);
    }

    /** It is no member, answers nothing from what it had, and the table knows the peer that it is now. */
    private static void awaitSpare(Gateways gateways, Gateway gateway, String peerBefore) {
        await().atMost(LONG).untilAsserted(() -> {
            Node node = table(gateways).cluster().nodes().get(new NodeId(gateway.name));
            assertThat(node.seat()).isEqualTo(gateway.member().seat());
            assertThat(node.seat().peerId()).isNotEqualTo(peerBefore);
            assertThat(gateway.isMember()).isFalse();
        });
        assertThat(gateway.member().status().applied()).isNegative();
        assertThatThrownBy(() -> gateway.client().latest()).isInstanceOf(IcFailure.NotMember.class);
        assertThat(gateway.client().read(LONG))
                .failsWithin(LONG)
                .withThrowableThat()
                .withCauseInstanceOf(IcFailure.NotMember.class);
    }

    @Test
    void aSilentMemberIsReplacedAndComesBackAsASpareWhateverItsDiskHolds() throws Exception {
        try (Gateways gateways = formed(4)) {
            Gateway lost = gateways.followers().get(0);
            String peer = lost.member().seat().peerId();
            applied(gateways.leader().create("before"));
            lost.stop();
            awaitMembers(gateways, 3);
            Gateway successor = gateways.all.get(3);
            assertThat(successor.isMember()).isTrue();
            assertThat(successor.reads("before")).isTrue();

            lost.start();
            awaitSpare(gateways, lost, peer);
            assertThat(gateways.all).allMatch(gateway -> gateway.fatal.isEmpty());

            successor.stop();
            await().atMost(LONG).until(lost::isMember);
            assertThat(lost.reads("before")).isTrue();
            applied(lost.create("after"));
        }
    }

    @Test
    void theGroupFollowsItsSize() throws Exception {
        try (Gateways gateways = formed(5)) {
            applied(gateways.leader().create("before"));
            for (int size : new int[] {5, 3, 1, 3}) {
                List<String> peers = gateways.all.stream()
                        .map(gateway -> gateway.member().seat().peerId())
                        .toList();
                List<Gateway> members =
                        gateways.all.stream().filter(Gateway::isMember).toList();
                applied(get(gateways.leader().client().submit(new Command.SetIcSize(size), LONG)));
                awaitMembers(gateways, size);
                for (Gateway gateway : members) {
                    if (!gateway.isMember()) {
                        awaitSpare(gateways, gateway, peers.get(gateways.all.indexOf(gateway)));
                    }
                }
            }
            for (Gateway gateway : gateways.all) {
                if (gateway.isMember()) {
                    assertThat(gateway.reads("before")).isTrue();
                }
                assertThat(gateway.fatal).isEmpty();
            }
        }
    }

    @Test
    void leadershipGoesWhereItIsWanted() throws Exception {
        try (Gateways gateways = formed(3)) {
            Gateway first = gateways.leader();
            Gateway wanted = gateways.followers().get(1);
            applied(get(wanted.client().submit(new Command.MoveLeadership(new NodeId(wanted.name)), LONG)));
            await().atMost(LONG).until(wanted::leads);

            applied(get(first.client().submit(new Command.SetMaintenance(new NodeId(wanted.name), Wish.BEGIN), LONG)));
            await().atMost(LONG).until(() -> !wanted.leads() && gateways.leader() != wanted);
            awaitMembers(gateways, 3);
            applied(wanted.create("as-a-follower"));
        }
    }

    @Test
    void aBarredLeaderHandsOverAndGivesUpItsSeat() throws Exception {
        try (Gateways gateways = formed(4)) {
            Gateway barred = gateways.leader();
            String peer = barred.member().seat().peerId();
            applied(get(barred.client().submit(new Command.SeatGateway(new NodeId(barred.name), false), LONG)));
            awaitSpare(gateways, barred, peer);
            awaitMembers(gateways, 3);
            assertThat(gateways.leader().keeper.status().plan()).isEqualTo("as wanted");
            applied(barred.create("from-outside"));
        }
    }

    @Test
    void aGroupWithoutASpareWaitsAndSaysSo() throws Exception {
        try (Gateways gateways = formed(3)) {
            Gateway lost = gateways.followers().get(0);
            String peer = lost.member().seat().peerId();
            lost.stop();
            await().atMost(LONG).untilAsserted(() -> {
                KeeperStatus status = gateways.leader().keeper.status();
                assertThat(status.waitingSeats()).isEqualTo(1);
                assertThat(status.plan()).startsWith(peer + " has been silent for");
                assertThat(status.members()).anyMatch(one -> one.peerId().equals(peer) && one.suspected());
            });
            lost.start();
            await().atMost(LONG)
                    .until(() -> gateways.leader().keeper.status().plan().equals("as wanted"));
            assertThat(lost.member().seat().peerId()).as("it is still wanted").isEqualTo(peer);
            assertThat(gateways.followers())
                    .allMatch(follower -> follower.keeper.status().plan().isEmpty());
        }
    }
}
