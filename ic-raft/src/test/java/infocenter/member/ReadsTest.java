package infocenter.member;

import static infocenter.member.Gateways.LONG;
import static infocenter.member.Gateways.applied;
import static infocenter.member.Gateways.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import infocenter.client.IcFailure;
import infocenter.client.LeaderWork;
import infocenter.client.Moment;
import infocenter.client.Receipt;
import infocenter.core.command.Outcome;
import infocenter.member.Gateways.Gateway;
import infocenter.node.ReadIndexRequest;
import infocenter.node.TermAnswer;
import infocenter.node.TermRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three real members whose node doors can be cut. */
class ReadsTest {
    @TempDir
    Path folder;

    private Gateways gateways;

    @BeforeEach
    void form() throws Exception {
        gateways = Gateways.three(folder);
    }

    @AfterEach
    void close() {
        gateways.close();
    }

    @Test
    void aLeaderThatReachesNobodyAnswersNobody() {
        Gateway leader = gateways.leader();
        gateways.followers().forEach(follower -> gateways.calls.cut(follower.url));
        CompletableFuture<Moment> read = leader.client().read(Duration.ofSeconds(2));
        assertThat(read)
                .failsWithin(LONG)
                .withThrowableThat()
                .havingRootCause()
                .isInstanceOf(IcFailure.ReadTimedOut.class);
        assertThat(get(leader.member()
                                .answer(new ReadIndexRequest(
                                        leader.member().server().groupName())))
                        .confirmed())
                .isFalse();
        gateways.followers().forEach(follower -> gateways.calls.mend(follower.url));
        applied(leader.create("mended"));
        assertThat(leader.reads("mended")).isTrue();
    }

    @Test
    void oneFollowerIsEnough() {
        Gateway leader = gateways.leader();
        gateways.calls.cut(gateways.followers().get(0).url);
        applied(leader.create("half"));
        assertThat(leader.reads("half")).isTrue();
        assertThat(gateways.followers().get(1).reads("half")).isTrue();
    }

    @Test
    void readsThatWaitTogetherShareARound() {
        Gateway leader = gateways.leader();
        int before = gateways.calls.terms.get();
        List<CompletableFuture<Moment>> reads = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            reads.add(leader.client().read(LONG));
        }
        reads.forEach(Gateways::get);
        assertThat(gateways.calls.terms.get() - before).isLessThan(2_000);
        int quiet = gateways.calls.terms.get();
        get(leader.client().read(LONG));
        assertThat(gateways.calls.terms.get()).as("a round of its own").isGreaterThan(quiet);
    }

    @Test
    void onlyTheAskedPeerOfThisGroupTellsItsTerm() {
        RaftMember leader = gateways.leader().member();
        String group = leader.server().groupName();
        String peer = leader.seat().peerId();
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(leader.answer(new TermRequest(group, peer)))
                        .isEqualTo(new TermAnswer(peer, leader.status().term())));
        assertThat(leader.answer(new TermRequest(group, "another"))).isEqualTo(new TermAnswer("", 0));
        assertThat(leader.answer(new TermRequest("another", peer))).isEqualTo(new TermAnswer("", 0));
    }

    @Test
    void aCommandRetriedAcrossALeaderChangeIsAppliedOnce() throws Exception {
        Gateway first = gateways.leader();
        Gateway follower = gateways.followers().get(0);
        for (int round = 0; round < 3; round++) {
            String name = "once" + round;
            gateways.calls.loseSubmitAnswers(2);
            CompletableFuture<Receipt> open = follower.createLater(name);
            if (round == 1) {
                first.stop();
            }
            Receipt receipt = get(open);
            applied(receipt);
            long id = ((Outcome.Applied) receipt.outcome()).sequence();
            assertThat(get(follower.client().read(LONG))
                            .information()
                            .buckets()
                            .byName()
                            .get(Gateways.bucketName(name))
                            .id())
                    .isEqualTo(id);
        }
    }

    @Test
    void leaderWorkStartsWithTheTermAndStopsWithIt() throws Exception {
        Gateway leader = gateways.leader();
        List<String> heard = new CopyOnWriteArrayList<>();
        leader.member().whileLeading(new LeaderWork() {
            @Override
            public void lead(long term) {
                heard.add("lead " + term);
            }

            @Override
            public void follow() {
                heard.add("follow");
            }
        });
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(heard)
                        .last()
                        .isEqualTo("lead " + leader.member().status().term()));
        int before = heard.size();
        await().atMost(LONG).untilAsserted(() -> {
            leader.member().server().transfer(null, 3_000);
            assertThat(heard).hasSizeGreaterThan(before).element(before).isEqualTo("follow");
        });
        for (int i = 1; i < heard.size(); i++) {
            assertThat(heard.get(i).equals("follow"))
                    .as("they take turns: " + heard)
                    .isNotEqualTo(heard.get(i - 1).equals("follow"));
        }
    }

    @Test
    void theCommittedGroupIsRecordedInTheTable() {
        List<String> peers = gateways.all.stream()
                .map(gateway -> gateway.member().seat().peerId())
                .sorted()
                .toList();
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(get(gateways.leader().client().read(LONG))
                                .information()
                                .cluster()
                                .configuration()
                                .peerIds())
                        .isEqualTo(peers));
        await().atMost(LONG).untilAsserted(() -> {
            Gateway leader = gateways.leader();
            MemberStatus status = leader.member().status();
            assertThat(status.peers()).containsExactlyElementsOf(peers);
            assertThat(status.lastHeardMillis()).hasSize(2);
            assertThat(status.lag()).hasSize(2);
            assertThat(status.role()).isEqualTo("leader");
            assertThat(gateways.followers().get(0).member().status().leaderUrl())
                    .isEqualTo(leader.url);
        });
    }

    @Test
    void aMemberThatRatisClosedIsStartedAgain() throws Exception {
        Gateway follower = gateways.followers().get(0);
        follower.member().server().close();
        applied(gateways.leader().create("meanwhile"));
        await().atMost(LONG).until(follower::isMember);
        assertThat(follower.reads("meanwhile")).isTrue();
        assertThat(follower.fatal).isEmpty();
    }

    @Test
    void anEntryThatCannotBeReadStopsTheMembersInsteadOfLettingThemDiffer() throws Exception {
        Gateway leader = gateways.leader();
        CompletableFuture<?> reply = leader.member().server().submit(new BatchMessage(new byte[] {1, 2, 3}));
        // Whoever has it committed stops; then there is no majority left that could commit it at the third.
        await().atMost(LONG)
                .until(() -> gateways.all.stream()
                                .filter(gateway -> !gateway.fatal.isEmpty())
                                .count()
                        >= 2);
        assertThat(leader.fatal.get(0)).contains("cannot apply entry");
        assertThat(reply)
                .satisfiesAnyOf(
                        one -> assertThat(one).isCompletedExceptionally(),
                        one -> assertThat(((org.apache.ratis.protocol.RaftClientReply) one.join()).isSuccess())
                                .isFalse());
        assertThat(gateways.all)
                .filteredOn(gateway -> !gateway.fatal.isEmpty())
                .contains(leader)
                .noneMatch(Gateway::isMember);
    }

    @Test
    void aStoppedClientFailsOpenReads() {
        Gateway leader = gateways.leader();
        gateways.followers().forEach(follower -> gateways.calls.cut(follower.url));
        CompletableFuture<Moment> read = leader.client().read(LONG);
        leader.client().close();
        assertThat(failure(read)).isInstanceOf(IcFailure.NotReady.class);
    }

    private static Throwable failure(CompletableFuture<?> future) {
        try {
            future.join();
            throw new AssertionError("did not fail");
        } catch (CompletionException failed) {
            return failed.getCause();
        }
    }
}
