package infocenter.member;

import static infocenter.member.Gateways.LONG;
import static infocenter.member.Gateways.applied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import infocenter.member.Gateways.Gateway;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real group of three in one JVM. */
class ThreeMembersTest {
    @TempDir
    Path folder;

    @Test
    void aKilledLeaderLosesNothingAndTheNextOneWrites() throws Exception {
        try (Gateways gateways = Gateways.three(folder)) {
            Gateway first = gateways.leader();
            applied(first.create("before"));
            first.stop();
            Gateway second = gateways.leader();
            assertThat(second).isNotSameAs(first);
            applied(second.create("after"));
            assertThat(second.reads("before")).isTrue();
            assertThat(second.reads("after")).isTrue();
        }
    }

    @Test
    void whoHandsOverStaysAMemberAndItsClientWritesThroughTheNextLeader() throws Exception {
        try (Gateways gateways = Gateways.three(folder)) {
            Gateway first = gateways.leader();
            applied(first.create("before"));
            first.member().handOver(LONG);
            await().atMost(LONG).until(() -> gateways.followers().contains(first));
            applied(first.create("after"));
            assertThat(first.reads("after")).isTrue();
        }
    }

    @Test
    void aReadAtAFollowerSeesTheWriteRightBefore500Of500() throws Exception {
        try (Gateways gateways = Gateways.three(folder)) {
            Gateway leader = gateways.leader();
            Gateway follower = gateways.followers().get(0);
            int seen = 0;
            for (int i = 0; i < 500; i++) {
                applied(leader.create("b" + i));
                if (follower.reads("b" + i)) {
                    seen++;
                }
            }
            assertThat(seen).isEqualTo(500);
        }
    }

    @Test
    void allRestartedFromDiskLoseNothing() throws Exception {
        try (Gateways gateways = Gateways.three(folder)) {
            for (int i = 0; i < 50; i++) {
                applied(gateways.all.get(i % 3).create("b" + i));
            }
            gateways.all.forEach(Gateway::stop);
            for (Gateway gateway : gateways.all) {
                gateway.start();
            }
            Gateway leader = gateways.leader();
            for (int i = 0; i < 50; i++) {
                assertThat(leader.reads("b" + i)).as("b" + i).isTrue();
            }
            leader.join();
            applied(leader.create("after"));
            await().atMost(LONG).until(() -> gateways.all.stream().allMatch(gateway -> gateway.reads("after")));
        }
    }
}
