package infocenter.target.ais;

import infocenter.target.rest.Problem;
import infocenter.target.store.Writing;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** What a sender says of the content that it sends, and what comes of comparing. Of one request; one thread at a time. */
final class ToldChecksum {
    private final String type;
    private final String value;
    private final @Nullable MessageDigest digest;
    private final CRC32C crc = new CRC32C();

    /**
     * By the headers.
     *
     * @throws Problem.Refused for a type that nobody knows
     */
    ToldChecksum(@Nullable String type, @Nullable String value) {
        this.type = type == null || value == null ? "none" : type.toLowerCase(Locale.ROOT);
        this.value = value == null ? "" : value;
        this.digest = switch (this.type) {
            case "md5" -> digest("MD5");
            case "sha256" -> digest("SHA-256");
            case "sha512" -> digest("SHA-512");
            case "", "none", "xxhash", "xxhash2", "crc32c" -> null;
            default ->
                throw Problem.field(AisHeaders.CHECKSUM_TYPE, "checksum type is not known: " + this.type)
                        .refused();
        };
    }

    void update(ByteBuffer bytes) {
        if (digest != null) {
            digest.update(bytes);
        } else if (type.equals("crc32c")) {
            crc.update(bytes);
        }
    }

    /** Refuses another content. */
    void require(Writing whole) {
        String found = found(whole);
        if (!found.isEmpty() && !found.equalsIgnoreCase(value)) {
            throw Problem.field(
                            AisHeaders.CHECKSUM_VALUE,
                            "bad checksum: the content's " + type + " is " + found + ", not " + value)
                    .refused();
        }
    }

    private String found(Writing whole) {
        if (digest != null) {
            return HexFormat.of().formatHex(digest.digest());
        }
        return switch (type) {
            case "xxhash", "xxhash2" -> HexFormat.of().toHexDigits(whole.xxh64());
            case "crc32c" -> HexFormat.of().toHexDigits((int) crc.getValue());
            default -> "";
        };
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException incomplete) {
            throw new IllegalStateException("this JDK lacks " + algorithm, incomplete);
        }
    }
}
