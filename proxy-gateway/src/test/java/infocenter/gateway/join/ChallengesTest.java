package infocenter.gateway.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import infocenter.client.IcFailure;
import infocenter.core.cluster.Addresses;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Role;
import infocenter.core.command.Command;
import infocenter.core.command.Reason;
import infocenter.node.ChallengeRequest;
import infocenter.node.JoinProof;
import infocenter.node.JoinSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A join is let in once, by whoever has the secret, and never again by what was heard on the wire. */
class ChallengesTest {
    private static final String WORDS = "correct horse battery staple, and more";

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong(5);
    private JoinSecret secret;
    private Challenges challenges;

    @BeforeEach
    void make() throws IOException {
        secret = secret(WORDS);
        challenges = new Challenges(secret, () -> "c1", nanos::get);
    }

    private JoinSecret secret(String words) throws IOException {
        Path file = Files.writeString(folder.resolve("secret" + words.length()), words);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return Objects.requireNonNull(JoinSecret.read(file));
    }

    private static Command.JoinNode join(String id) {
        return new Command.JoinNode(
                "", new NodeId(id), Role.TARGET, new Addresses("http://p", "http://n"), "", 1, null, 1);
    }

    private JoinProof proven(String id) {
        ChallengeRequest asked = new ChallengeRequest(new NodeId(id), JoinSecret.nonce());
        return secret.prove(asked, challenges.ask(asked), join(id));
    }

    @Test
    void aProvenJoinComesInOnceAndItsReplayIsAskedAnew() {
        JoinProof proof = proven("t1");
        assertThat(challenges.refuse(join("t1"), proof)).isNull();
        assertThatThrownBy(() -> challenges.refuse(join("t1"), proof)).isInstanceOf(IcFailure.NotReady.class);
    }

    @Test
    void aQuestionIsGoodForAWhileOnly() {
        JoinProof proof = proven("t1");
        nanos.addAndGet(Challenges.GOOD_FOR.toNanos());
        assertThatThrownBy(() -> challenges.refuse(join("t1"), proof)).isInstanceOf(IcFailure.NotReady.class);
    }

    @Test
    void whoShowsNothingOrSomethingElseIsRefusedWithTheCure() throws Exception {
        assertThat(challenges.refuse(join("t1"), null)).satisfies(refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.JOIN_SECRET);
            assertThat(refused.message()).contains("t1", "cluster.joinSecretFile");
        });
        assertThat(challenges.refuse(join("t2"), proven("t1")))
                .as("a question of another node")
                .isNotNull();
        JoinProof proof = proven("t1");
        byte[] mac = proof.mac().clone();
        mac[0] ^= 1;
        assertThat(challenges.refuse(join("t1"), new JoinProof(proof.question(), mac)))
                .satisfies(refused -> assertThat(refused.message()).contains("another than this cluster's"));
    }

    @Test
    void openQuestionsAreBoundedAndTheOldestGoesFirst() {
        List<JoinProof> proofs = new ArrayList<>();
        for (int i = 0; i <= Challenges.OPEN_MAX; i++) {
            proofs.add(proven("t1"));
        }
        assertThatThrownBy(() -> challenges.refuse(join("t1"), proofs.get(0))).isInstanceOf(IcFailure.NotReady.class);
        assertThat(challenges.refuse(join("t1"), proofs.get(1))).isNull();
        assertThat(challenges.refuse(join("t1"), proofs.get(Challenges.OPEN_MAX)))
                .isNull();
    }

    @Test
    void aClusterWithoutASecretAsksForNoneAndAGatewayOutsideOfOneForNothing() {
        Challenges open = new Challenges(null, () -> "c1", nanos::get);
        assertThat(open.refuse(join("t1"), null)).isNull();
        assertThat(open.ask(new ChallengeRequest(new NodeId("t1"), JoinSecret.nonce()))
                        .question())
                .isEmpty();
        Challenges outside = new Challenges(secret, () -> null, nanos::get);
        assertThatThrownBy(() -> outside.ask(new ChallengeRequest(new NodeId("t1"), JoinSecret.nonce())))
                .isInstanceOf(IcFailure.NotReady.class);
    }
}
