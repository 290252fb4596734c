package infocenter.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.bucket.BucketName;
import infocenter.core.cluster.NodeId;
import infocenter.core.command.Outcome;
import infocenter.gateway.join.InitializeCluster;
import infocenter.settings.GatewaySettings;
import infocenter.settings.IcSettings;
import infocenter.settings.Listen;
import infocenter.settings.RaftSettings;
import infocenter.settings.RebalanceCareSettings;
import infocenter.settings.TargetCareSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcollections.TreePMap;

class GatewayProcessTest {
    private static final Duration LONG = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    private final List<GatewayProcess> running = new ArrayList<>();

    @AfterEach
    void stop() {
        running.forEach(GatewayProcess::close);
    }

    @Test
    void fourGatewaysBecomeThreeMembersAndOneThatForwards() throws Exception {
        List<GatewaySettings> settings = settings(4);
        for (GatewaySettings one : settings) {
            running.add(GatewayProcess.start(one, List.of()));
        }
        assertThat(status(running.get(0), "/health/ready")).isEqualTo(503);
        InitializeCluster.Answer made =
                running.get(0).parts().useCases.initialize().initialize().get();
        assertThat(made).isInstanceOf(InitializeCluster.Answer.Initialized.class);
        assertThat(running.get(0).parts().useCases.initialize().initialize().get())
                .isInstanceOf(InitializeCluster.Answer.AlreadyInitialized.class);

        Awaitility.await()
                .atMost(LONG)
                .untilAsserted(() -> assertThat(running)
                        .allSatisfy(gateway -> assertThat(
                                        gateway.parts().maps.view().members())
                                .hasSize(3)));
        var bucket = member().parts()
                .useCases
                .buckets()
                .create(BucketName.of("b"), TreePMap.empty())
                .get();
        assertThat(bucket.outcome()).isInstanceOf(Outcome.Applied.class);
        Awaitility.await()
                .atMost(LONG)
                .untilAsserted(() -> assertThat(running).allSatisfy(gateway -> {
                    assertThat(gateway.parts().maps.view().bucket(BucketName.of("b")))
                            .isNotNull();
                    assertThat(status(gateway, "/health/ready")).isEqualTo(200);
                }));
        assertThat(running).allSatisfy(gateway -> assertThat(gateway.gaveUp()).isNotDone());
    }

    private GatewayProcess member() {
        return running.stream()
                .filter(gateway -> gateway.parts().ic.member())
                .findFirst()
                .orElseThrow();
    }

    private static int status(GatewayProcess gateway, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(gateway.publicUrl() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private List<GatewaySettings> settings(int gateways) throws IOException {
        List<Integer> ports = freePorts(gateways * 4);
        List<String> join = new ArrayList<>();
        for (int at = 0; at < gateways; at++) {
            join.add("http://127.0.0.1:" + ports.get(at * 4 + 1));
        }
        List<GatewaySettings> all = new ArrayList<>();
        for (int at = 0; at < gateways; at++) {
            all.add(new GatewaySettings(
                    new NodeId("g" + (at + 1)),
                    "",
                    folder.resolve("g" + (at + 1)),
                    new Listen("127.0.0.1", ports.get(at * 4)),
                    new Listen("127.0.0.1", ports.get(at * 4 + 1)),
                    new RaftSettings(
                            "127.0.0.1",
                            List.of(ports.get(at * 4 + 2), ports.get(at * 4 + 3)),
                            Duration.ofMillis(500),
                            Duration.ofSeconds(1),
                            20_000,
                            25_000),
                    new IcSettings(3, Duration.ofSeconds(30)),
                    new TargetCareSettings(Duration.ofSeconds(60)),
                    new RebalanceCareSettings(Duration.ofMinutes(2)),
                    join,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(8),
                    8 << 20));
        }
        return all;
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            ServerSocket socket = new ServerSocket(0);
            sockets.add(socket);
            ports.add(socket.getLocalPort());
        }
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return ports;
    }
}
