package infocenter.member;

import static infocenter.member.Gateways.LONG;
import static infocenter.member.Gateways.applied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import infocenter.member.Gateways.Gateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark's second group on the servers of a real group of three. */
class BareGroupTest {
    @TempDir
    Path folder;

    @Test
    void takesWritesWhereTheGroupsLeaderIsAndLeavesNothingBehind() throws Exception {
        try (Gateways gateways = Gateways.three(folder)) {
            applied(gateways.leader().create("before"));
            List<BareGroup> all = opened(gateways);
            BareGroup atLeader = all.get(gateways.all.indexOf(gateways.leader()));
            await().atMost(LONG).until(atLeader::leads);

            for (int i = 0; i < 100; i++) {
                atLeader.write(300, ForkJoinPool.commonPool()).get(20, TimeUnit.SECONDS);
            }
            applied(gateways.leader().create("meanwhile"));
            assertThat(groupFolders()).hasSize(6);
            for (BareGroup each : all) {
                each.close();
            }

            assertThat(groupFolders()).hasSize(3);
            assertThat(gateways.leader().reads("before")).isTrue();
            assertThat(gateways.leader().reads("meanwhile")).isTrue();
        }
    }

    @Test
    void whatAKilledBenchmarkLeftIsGoneAfterARestart() throws Exception {
        try (Gateways gateways = Gateways.three(folder)) {
            applied(gateways.leader().create("before"));
            opened(gateways);
            gateways.all.forEach(Gateway::stop);
            for (Gateway gateway : gateways.all) {
                gateway.start();
            }

            assertThat(groupFolders()).hasSize(3);
            assertThat(gateways.leader().reads("before")).isTrue();
        }
    }

    @Test
    void aGatewayThatIsNoMemberHasNone() throws Exception {
        try (Gateways gateways = new Gateways(folder)) {
            Gateway alone = gateways.add("g1").start();
            assertThatThrownBy(() -> new BareGroup(alone.member()).open())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no member");
        }
    }

    private static List<BareGroup> opened(Gateways gateways) throws IOException {
        List<BareGroup> all = gateways.all.stream()
                .map(gateway -> new BareGroup(gateway.member()))
                .toList();
        for (BareGroup each : all) {
            each.open();
        }
        return all;
    }

    private List<Path> groupFolders() throws IOException {
        try (Stream<Path> below = Files.walk(folder)) {
            return below.filter(path -> path.getFileName().toString().equals("in_use.lock"))
                    .map(Path::getParent)
                    .toList();
        }
    }
}
