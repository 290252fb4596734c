package infocenter.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import infocenter.core.cluster.Addresses;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Role;
import infocenter.core.cluster.Seat;
import infocenter.core.command.Batch;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.node.NodePaths;
import infocenter.node.NodeRole;
import infocenter.node.ProcessEnd;
import infocenter.node.SubmitAnswer;
import infocenter.node.SubmitRequest;
import infocenter.wire.NodeCodec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster with a secret: who has it comes in, gateways and targets alike, and nobody else, by whichever door. */
@Tag("faults")
class JoinSecretTest {
    @TempDir
    Path folder;

    @Test
    void onlyWhoHasTheSecretComesIn() throws Exception {
        Path right = secret("right", "the words that all nodes of it have");
        Path wrong = secret("wrong", "the words that no other node of it has");
        try (OneJvmCluster cluster = new OneJvmCluster(folder, 3, 2)) {
            for (String name : List.of("g1", "g2", "t1")) {
                secretOf(cluster, name, right);
            }
            cluster.up(List.of("g1"));
            cluster.start("g2");
            cluster.start("t1");
            Awaitility.await()
                    .atMost(OneJvmCluster.LONG)
                    .ignoreExceptions()
                    .until(() -> cluster.cluster().getJsonObject("nodes").getInteger("up") == 3);

            isRefused(cluster, "g3");
            isRefused(cluster, "t2");
            // Asks on, since another gateway may know better, and is told nothing.
            secretOf(cluster, "t2", wrong);
            cluster.start("t2");
            secretOf(cluster, "g3", right);
            cluster.start("g3");
            cluster.awaitReady(4, 3);
            assertThat(cluster.node("t2").gaveUp()).isNotDone();

            // A restart proves it again, through gateways that do not lead as well.
            cluster.stop("g2");
            cluster.start("g2");
            cluster.stop("t2");
            secretOf(cluster, "t2", right);
            cluster.start("t2");
            cluster.awaitReady(5, 3);

            unprovenJoinsAreNotLogged(cluster);
            aSecretThatOthersMayReadIsNotUsed(cluster);
        }
    }

    private void isRefused(OneJvmCluster cluster, String name) throws IOException {
        cluster.start(name);
        Awaitility.await()
                .atMost(OneJvmCluster.LONG)
                .until(() -> cluster.node(name).gaveUp().isDone());
        NodeRole.GaveUp why = cluster.node(name).gaveUp().join();
        assertThat(why.end()).isEqualTo(ProcessEnd.JOIN_SECRET);
        assertThat(why.message()).contains(name, "join-secret", "cluster.joinSecretFile");
        cluster.stop(name);
    }

    /** Past the door for joins, as a batch for the log. */
    private static void unprovenJoinsAreNotLogged(OneJvmCluster cluster) throws Exception {
        Command.JoinNode join = new Command.JoinNode(
                "",
                new NodeId("g9"),
                Role.GATEWAY,
                new Addresses("http://127.0.0.1:1", "http://127.0.0.1:2"),
                "",
                1,
                new Seat("g9-00000000", "127.0.0.1:3"),
                1);
        String clusterId = cluster.cluster().getString("clusterId");
        for (String gateway : cluster.gateways()) {
            HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(nodeDoor(cluster, gateway) + NodePaths.SUBMIT))
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(NodeCodec.SUBMIT_REQUEST.encode(
                                            new SubmitRequest(clusterId, Batch.sessionless(join), 5_000, 1))))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            SubmitAnswer said = NodeCodec.SUBMIT_ANSWER.decode(answer.body());
            assertThat(said.outcomes())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Reason.JOIN_SECRET));
        }
        assertThat(cluster.call("GET", "g1", "/ic/v1/nodes/g9", null).status()).isEqualTo(404);
    }

    private void aSecretThatOthersMayReadIsNotUsed(OneJvmCluster cluster) throws IOException {
        for (String name : List.of("g1", "t1")) {
            assertThatThrownBy(() -> {
                        Files.setPosixFilePermissions(
                                folder.resolve("right"), PosixFilePermissions.fromString("rw-r--r--"));
                        cluster.stop(name);
                        cluster.start(name);
                    })
                    .as("readable by others")
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("cluster.joinSecretFile", "chmod 600")
                    .hasMessageNotContaining("the words");
        }
    }

    private Path secret(String name, String words) throws IOException {
        Path file = Files.writeString(folder.resolve(name), words + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static void secretOf(OneJvmCluster cluster, String name, Path secret) throws IOException {
        Path file = cluster.settings(name);
        if (cluster.node(name) != null) {
            cluster.stop(name);
        }
        Files.writeString(file, Files.readString(file).replaceAll("cluster: \\{.*}\n", ""));
        Files.writeString(file, "cluster: {joinSecretFile: " + secret + "}\n", StandardOpenOption.APPEND);
    }

    private static String nodeDoor(OneJvmCluster cluster, String name) throws IOException {
        Matcher port = Pattern.compile("node: \\{port: (\\d+)}").matcher(Files.readString(cluster.settings(name)));
        assertThat(port.find()).isTrue();
        return "http://127.0.0.1:" + port.group(1);
    }
}
