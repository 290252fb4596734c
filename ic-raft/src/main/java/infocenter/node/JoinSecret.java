package infocenter.node;

import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Seat;
import infocenter.core.command.Command;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What all nodes of a cluster share, and how they show each other that they have it: HMAC-SHA256 over nonces of both sides, the
 * cluster, the node and, from the node, all that its join says. The secret itself is never sent and never shown. Immutable; any thread.
 */
public final class JoinSecret {
    /** A secret that can be guessed would be found from one proof. */
    static final int CHARS_MIN = 32;

    static final int BYTES_MAX = 4_096;
    private static final String ALGORITHM = "HmacSHA256";
    private static final int NONCE_BYTES = 32;
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    private JoinSecret(byte[] secret) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /**
     * Reads it; white space around it does not count.
     *
     * @param file as the settings say; an empty path for none
     * @return null for none
     * @throws IllegalArgumentException naming key, file and cure, when it is missing, too short, or readable by others
     */
    public static @Nullable JoinSecret read(Path file) {
        if (file.toString().isEmpty()) {
            return null;
        }
        try {
            requirePrivate(file);
            if (Files.size(file) > BYTES_MAX) {
                throw refused(file, "is larger than " + BYTES_MAX + " bytes: no secret is");
            }
            String secret = Files.readString(file).strip();
            if (secret.length() < CHARS_MIN) {
                throw refused(
                        file,
                        "holds " + secret.length() + " characters, and a secret needs " + CHARS_MIN
                                + ": make one with head -c 32 /dev/urandom | base64");
            }
            return new JoinSecret(secret.getBytes(StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw refused(file, "cannot be read: " + unreadable);
        }
    }

    private static void requirePrivate(Path file) throws IOException {
        Set<PosixFilePermission> permissions;
        try {
            permissions = Files.getPosixFilePermissions(file);
        } catch (UnsupportedOperationException notOnThisSystem) {
            return;
        }
        if (!OWNERS.containsAll(permissions)) {
            throw refused(
                    file,
                    "may be read or written by others (" + PosixFilePermissions.toString(permissions) + "): chmod 600 "
                            + file);
        }
    }

    private static IllegalArgumentException refused(Path file, String why) {
        return new IllegalArgumentException("cluster.joinSecretFile: " + file + " " + why);
    }

    /** Never to be foreseen, never given twice. */
    public static byte[] nonce() {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        return nonce;
    }

    /** What a gateway answers to somebody who will join. */
    public ChallengeAnswer answer(String clusterId, ChallengeRequest asked, byte[] question) {
        return new ChallengeAnswer(
                clusterId, question, mac(gatewaysWords(clusterId, asked.node(), asked.nonce(), question)));
    }

    /**
     * What a node sends with its join.
     *
     * @param asked what it asked that gateway
     * @throws NotProven when the gateway does not have this secret: it is told nothing
     */
    public JoinProof prove(ChallengeRequest asked, ChallengeAnswer gateway, Command.JoinNode join) {
        if (gateway.question().length == 0) {
            throw new NotProven("this gateway proves no secret, although this node has one: give it the same"
                    + " cluster.joinSecretFile, and start it again");
        }
        byte[] expected = mac(gatewaysWords(gateway.clusterId(), asked.node(), asked.nonce(), gateway.question()));
        if (!MessageDigest.isEqual(expected, gateway.mac())) {
            throw new NotProven("the secret of this gateway is another than this node's: give both the same"
                    + " cluster.joinSecretFile, and start the one that had another again");
        }
        return new JoinProof(
                gateway.question(), mac(nodesWords(gateway.clusterId(), asked.nonce(), gateway.question(), join)));
    }

    /** Whether that proof is of somebody with this secret, for exactly that join, to exactly that question; in constant time. */
    public boolean holds(String clusterId, byte[] nonce, JoinProof proof, Command.JoinNode join) {
        byte[] expected = mac(nodesWords(clusterId, nonce, proof.question(), join));
        return MessageDigest.isEqual(expected, proof.mac());
    }

    /** Hides it. */
    @Override
    public String toString() {
        return "JoinSecret(hidden)";
    }

    private byte[] mac(byte[] words) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(words);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(ALGORITHM + " is part of every Java", impossible);
        }
    }

    /** Other first words than a node's, so that neither side's proof can be given back as the other's. */
    private static byte[] gatewaysWords(String clusterId, NodeId node, byte[] nonce, byte[] question) {
        return new Words("infocenter join 1 gateway")
                .add(clusterId)
                .add(node.value())
                .add(nonce)
                .add(question)
                .bytes();
    }

    private static byte[] nodesWords(String clusterId, byte[] nonce, byte[] question, Command.JoinNode join) {
        Seat seat = join.seat();
        return new Words("infocenter join 1 node")
                .add(clusterId)
                .add(join.id().value())
                .add(nonce)
                .add(question)
                .add(join.clusterId())
                .add(join.role().shown())
                .add(join.addresses().publicUrl())
                .add(join.addresses().nodeUrl())
                .add(join.zone())
                .add(Long.toString(join.incarnation()))
                .add(seat == null ? "" : seat.peerId())
                .add(seat == null ? "" : seat.raftAddress())
                .add(Integer.toString(join.understands()))
                .bytes();
    }

    /** Each word with its length, so that no two lists of words are the same bytes. */
    private static final class Words {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Words(String first) {
            add(first);
        }

        Words add(String word) {
            return add(word.getBytes(StandardCharsets.UTF_8));
        }

        Words add(byte[] word) {
            out.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(word.length).array());
            out.writeBytes(word);
            return this;
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }
}
