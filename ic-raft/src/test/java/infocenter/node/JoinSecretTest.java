package infocenter.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import infocenter.core.cluster.Addresses;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Role;
import infocenter.core.cluster.Seat;
import infocenter.core.command.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both sides show that they have the secret, and what one said is of no use to anybody else. */
class JoinSecretTest {
    private static final String WORDS = "correct horse battery staple, and more";
    private static final Command.JoinNode JOIN = join("t1", "http://t1:2", 1);

    @TempDir
    Path folder;

    private static Command.JoinNode join(String id, String nodeUrl, long incarnation) {
        return new Command.JoinNode(
                "",
                new NodeId(id),
                Role.GATEWAY,
                new Addresses("http://t1:1", nodeUrl),
                "z1",
                incarnation,
                new Seat("p1", "t1:3"),
                1);
    }

    private Path file(String content, String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("secret" + System.nanoTime()), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private JoinSecret secret(String words) throws IOException {
        JoinSecret read = JoinSecret.read(file(words + "\n", "rw-------"));
        assertThat(read).isNotNull();
        return read;
    }

    @Test
    void whoHasTheSameSecretProvesItForExactlyOneJoin() throws Exception {
        JoinSecret gateway = secret(WORDS);
        JoinSecret node = secret("  " + WORDS + "  ");
        ChallengeRequest asked = new ChallengeRequest(JOIN.id(), JoinSecret.nonce());
        byte[] question = JoinSecret.nonce();

        JoinProof proof = node.prove(asked, gateway.answer("c1", asked, question), JOIN);

        assertThat(gateway.holds("c1", asked.nonce(), proof, JOIN)).isTrue();
        assertThat(gateway.holds("c2", asked.nonce(), proof, JOIN))
                .as("another cluster")
                .isFalse();
        assertThat(gateway.holds("c1", JoinSecret.nonce(), proof, JOIN))
                .as("another question of the node")
                .isFalse();
        assertThat(gateway.holds("c1", asked.nonce(), new JoinProof(JoinSecret.nonce(), proof.mac()), JOIN))
                .as("another question of the gateway")
                .isFalse();
        assertThat(gateway.holds("c1", asked.nonce(), proof, join("t2", "http://t1:2", 1)))
                .as("another node")
                .isFalse();
        assertThat(gateway.holds("c1", asked.nonce(), proof, join("t1", "http://evil:2", 1)))
                .as("another address")
                .isFalse();
        assertThat(gateway.holds("c1", asked.nonce(), proof, join("t1", "http://t1:2", 2)))
                .as("another process")
                .isFalse();
        assertThat(secret("x" + WORDS).holds("c1", asked.nonce(), proof, JOIN))
                .as("another secret")
                .isFalse();
    }

    @Test
    void aGatewayWithoutTheSecretIsToldNothing() throws Exception {
        JoinSecret node = secret(WORDS);
        ChallengeRequest asked = new ChallengeRequest(JOIN.id(), JoinSecret.nonce());
        assertThatThrownBy(() -> node.prove(asked, ChallengeAnswer.without("c1"), JOIN))
                .isInstanceOf(NotProven.class)
                .hasMessageContainingAll("proves no secret", "cluster.joinSecretFile");
        ChallengeAnswer other = secret("another " + WORDS).answer("c1", asked, JoinSecret.nonce());
        assertThatThrownBy(() -> node.prove(asked, other, JOIN))
                .isInstanceOf(NotProven.class)
                .hasMessageContaining("is another than this node's");
        ChallengeAnswer good = node.answer("c1", asked, JoinSecret.nonce());
        assertThatThrownBy(() -> node.prove(asked, new ChallengeAnswer("c2", good.question(), good.mac()), JOIN))
                .as("the cluster was changed on the way")
                .isInstanceOf(NotProven.class);
        // What a node proves is nothing that a gateway could say.
        JoinProof reflected = node.prove(asked, good, JOIN);
        assertThatThrownBy(
                        () -> node.prove(asked, new ChallengeAnswer("c1", reflected.question(), reflected.mac()), JOIN))
                .isInstanceOf(NotProven.class);
    }

    @Test
    void aFileThatOthersMayReadOrThatIsNoSecretIsRefusedWithTheCure() throws Exception {
        for (String permissions : new String[] {"rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-"}) {
            Path file = file(WORDS, permissions);
            assertThatThrownBy(() -> JoinSecret.read(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("cluster.joinSecretFile", file.toString(), permissions, "chmod 600")
                    .hasMessageNotContaining(WORDS);
        }
        Path brief = file("short", "rw-------");
        assertThatThrownBy(() -> JoinSecret.read(brief))
                .hasMessageContainingAll("holds 5 characters", "needs 32", "/dev/urandom")
                .hasMessageNotContaining("short");
        assertThatThrownBy(() -> JoinSecret.read(folder.resolve("none")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be read");
        Path huge = file("x".repeat(5_000), "rw-------");
        assertThatThrownBy(() -> JoinSecret.read(huge)).hasMessageContaining("larger than");
        assertThat(JoinSecret.read(Path.of(""))).as("none is wanted").isNull();
        assertThat(JoinSecret.read(file(WORDS, "r--------"))).isNotNull();
    }

    @Test
    void itIsNeverShown() throws Exception {
        assertThat(secret(WORDS).toString()).doesNotContain("horse").isEqualTo("JoinSecret(hidden)");
    }
}
