package infocenter.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.xaction.XactionId;
import infocenter.node.NodeRole;
import infocenter.node.ProcessEnd;
import infocenter.settings.TargetSettings;
import infocenter.target.job.Jobs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a settings file to a member of the cluster, and what stands in the way. */
class StartAndJoinTest {
    @TempDir
    Path dir;

    @Test
    void theRoleIsFoundAndStartsFromItsFile() throws IOException {
        Path file = Files.writeString(
                dir.resolve("target.yaml"), """
                id: t1
                dataDir: data
                rest: {port: %d}
                node: {port: %d}
                mounts: [{path: objects, capacity: 1MiB}]
                join: [http://127.0.0.1:1]
                """.formatted(OneTarget.freePort(), OneTarget.freePort()));
        NodeRole role = ServiceLoader.load(NodeRole.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.name().equals("target"))
                .findFirst()
                .orElseThrow();

        try (NodeRole.Running running = role.start(file)) {
            assertThat(running.id()).isEqualTo("t1");
            assertThat(dir.resolve("objects")).isDirectory();
            assertThat(Files.readString(dir.resolve("data/incarnation"))).isEqualTo("1\n");
        }
    }

    @Test
    void aPortInUseIsToldWithItsKey() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            TargetSettings rest =
                    OneTarget.settings("t1", dir, taken.getLocalPort(), OneTarget.freePort(), "http://127.0.0.1:1");
            assertThatThrownBy(() -> TargetNode.start(rest, web -> Jobs.all(rest, web)))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("rest: cannot listen on 127.0.0.1:" + taken.getLocalPort());
            TargetSettings node =
                    OneTarget.settings("t1", dir, OneTarget.freePort(), taken.getLocalPort(), "http://127.0.0.1:1");
            assertThatThrownBy(() -> TargetNode.start(node, web -> Jobs.all(node, web)))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("node: cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
        // Nothing of the failed starts is left: their disks and the other port are free.
        try (OneTarget target = OneTarget.start("t1", dir, "http://127.0.0.1:1")) {
            assertThat(target.ready()).isFalse();
        }
    }

    @Test
    void twoProcessesOnOneDiskAreRefused() throws IOException {
        try (OneTarget target = OneTarget.start("t1", dir, "http://127.0.0.1:1")) {
            assertThatThrownBy(target::again).isInstanceOf(IOException.class).hasMessageContaining("in use");
        }
    }

    @Test
    void aTargetAsksOnUntilThereIsAGateway() throws IOException {
        int port = OneTarget.freePort();
        try (OneTarget target = OneTarget.start("t1", dir, "http://127.0.0.1:" + port)) {
            assertThat(target.send("GET", "/health/ready", "").body()).contains("admission");
            try (FakeGateway gateway = FakeGateway.at(port)) {
                gateway.joinOutcome = new Outcome.Refused(Reason.NOT_INITIALIZED, "", "not initialised");
                await().atMost(Duration.ofSeconds(30)).until(() -> gateway.joinsAsked() > 1);
                gateway.joinOutcome = new Outcome.Applied(1, "");
                await().atMost(Duration.ofSeconds(30)).until(() -> gateway.joined() == 1);
                gateway.place();
                gateway.lead();
                await().atMost(Duration.ofSeconds(30)).until(target::ready);
            }
        }
    }

    @Test
    void anAnswerThatNamesNoAdmissionIsNone() throws IOException {
        try (FakeGateway gateway = new FakeGateway()) {
            gateway.joinOutcome = new Outcome.Registered(new XactionId("x1"), 1, List.of(), List.of());
            try (OneTarget target = OneTarget.start("t1", dir, gateway.url())) {
                await().atMost(Duration.ofSeconds(30)).until(() -> gateway.joinsAsked() > 1);
                assertThat(target.send("GET", "/health/ready", "").body()).contains("admission");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {
                "STALE_INCARNATION",
                "DUPLICATE_ADDRESS",
                "DUPLICATE_ID",
                "OTHER_ROLE",
                "FEATURE_LEVEL",
                "JOIN_SECRET"
            })
    void aTargetThatWillNeverBeAdmittedGivesUpWithTheReason(Reason reason) throws IOException {
        try (FakeGateway gateway = new FakeGateway()) {
            gateway.joinOutcome = new Outcome.Refused(reason, "t1", "because of the test");
            try (OneTarget target = OneTarget.start("t1", dir, gateway.url())) {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> target.node.gaveUp().isDone());
                assertThat(target.node.gaveUp().join())
                        .isEqualTo(new NodeRole.GaveUp(
                                switch (reason) {
                                    case FEATURE_LEVEL -> ProcessEnd.FEATURE_LEVEL;
                                    case JOIN_SECRET -> ProcessEnd.JOIN_SECRET;
                                    default -> ProcessEnd.NOT_ADMITTED;
                                },
                                "target t1 is not admitted: " + reason.shown() + ": because of the test"));
            }
        }
    }

    @Test
    void aTargetOfOneClusterDoesNotJoinAnother() throws IOException {
        try (FakeGateway gateway = new FakeGateway()) {
            Files.createDirectories(dir.resolve("t1"));
            Files.writeString(dir.resolve("t1/fence"), "c-former 0 3\n");
            try (OneTarget target = OneTarget.start("t1", dir, gateway.url())) {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> target.node.gaveUp().isDone());
                assertThat(target.node.gaveUp().join().message())
                        .contains("c-former")
                        .contains(FakeGateway.CLUSTER);
            }
        }
    }
}
