package infocenter.target.job;

import infocenter.core.bucket.BucketRef;
import infocenter.core.bucket.ObjectName;
import infocenter.core.xaction.ContentChecksum;
import infocenter.target.fetch.Sink;
import infocenter.target.store.CustomMetadata;
import infocenter.target.store.VersionRule;
import infocenter.target.store.Writing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** An object on its way in from outside; nobody sees it before it is committed. One thread. */
final class ArrivingObject implements Sink, AutoCloseable {
    private final JobContext context;
    private final BucketRef bucket;
    private final ObjectName name;
    private final Runnable checkpoint;
    private final ContentChecksum.Type type;
    private @Nullable MessageDigest digest;
    private final CRC32C crc = new CRC32C();
    private @Nullable Writing writing;

    /**
     * @param wanted the checksum that will be asked for; null for the store's own
     * @param checkpoint called right before the commit; throws when it must not happen
     */
    ArrivingObject(
            JobContext context,
            BucketRef bucket,
            ObjectName name,
            @Nullable ContentChecksum wanted,
            Runnable checkpoint) {
        this.context = context;
        this.bucket = bucket;
        this.name = name;
        this.checkpoint = checkpoint;
        this.type = wanted == null ? ContentChecksum.Type.XXH64 : wanted.type();
        this.digest = fresh(type);
    }

    @Override
    public long size() {
        return writing == null ? 0 : writing.size();
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        if (digest != null) {
            digest.update(bytes.duplicate());
        } else if (type == ContentChecksum.Type.CRC32C) {
            crc.update(bytes.duplicate());
        }
        opened().write(bytes);
        context.countLocal(0, length);
    }

    @Override
    public void restart() {
        close();
        writing = null;
        digest = fresh(type);
        crc.reset();
    }

    /** Of all bytes; to be asked once. */
    ContentChecksum checksum() throws IOException {
        HexFormat hex = HexFormat.of();
        if (digest != null) {
            return new ContentChecksum(type, hex.formatHex(digest.digest()));
        }
        return new ContentChecksum(
                type,
                type == ContentChecksum.Type.CRC32C
                        ? hex.toHexDigits((int) crc.getValue())
                        : hex.toHexDigits(opened().xxh64()));
    }

    /** Makes it the object of its name. */
    void commit(CustomMetadata custom) throws IOException {
        Writing whole = opened();
        checkpoint.run();
        whole.commit(new VersionRule.Next(context.mapVersion()), custom);
    }

    @Override
    public void close() {
        if (writing != null) {
            writing.close();
        }
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has " + algorithm, impossible);
        }
    }

    private Writing opened() throws IOException {
        Writing open = writing;
        if (open == null) {
            open = context.store().write(bucket.id(), name);
            writing = open;
        }
        return open;
    }

    private static @Nullable MessageDigest fresh(ContentChecksum.Type type) {
        return switch (type) {
            case MD5 -> digest("MD5");
            case SHA256 -> digest("SHA-256");
            case XXH64, CRC32C -> null;
        };
    }
}
