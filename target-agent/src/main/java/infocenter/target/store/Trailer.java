package infocenter.target.store;

import infocenter.core.bucket.ObjectName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The end of an object's file: the content lies before it from position 0, so that ranges of it are ranges of the file,
 * and its size and checksum need not be known when the writing begins. One file, one rename: content and metadata can
 * never disagree.
 *
 * <p>A body (bucket, version, date, size, checksum, name, custom metadata), then a foot of fixed length: the body's own
 * checksum, the body's length, a mark that also says the format. Big-endian.
 */
record Trailer(long bucketId, ObjectMetadata metadata, boolean deleted) {

    private static final int MARK = 0x58494301;

    /** Instead of {@link #MARK} at the end of a tombstone. */
    private static final int DELETED_MARK = 0x58494401;

    private static final int FOOT_BYTES = Long.BYTES + Integer.BYTES + Integer.BYTES;
    private static final int FIXED_BYTES = 6 * Long.BYTES + 2 * Short.BYTES;

    /** The longest there is: the longest name, and custom metadata at its limits. */
    static final int BYTES_MAX = FIXED_BYTES
            + ObjectName.BYTES_MAX
            + CustomMetadata.BYTES_MAX
            + CustomMetadata.ENTRIES_MAX * 2 * Short.BYTES
            + FOOT_BYTES;

    /** As bytes, ready to be written behind the content. */
    ByteBuffer encoded() {
        ObjectInfo info = metadata.info();
        ByteBuffer out = ByteBuffer.allocate(BYTES_MAX);
        out.putLong(bucketId)
                .putLong(info.version().mapVersion())
                .putLong(info.version().counter())
                .putLong(info.createdMillis())
                .putLong(info.size())
                .putLong(info.xxh64());
        putText(out, info.name().value());
        Map<String, String> custom = metadata.custom().entries();
        out.putShort((short) custom.size());
        custom.forEach((key, value) -> {
            putText(out, key);
            putText(out, value);
        });
        int bodyBytes = out.position();
        out.putLong(checksum(out.duplicate().flip())).putInt(bodyBytes).putInt(deleted ? DELETED_MARK : MARK);
        return out.flip();
    }

    /**
     * Of an object's file.
     *
     * @throws StoreFailure.Damaged if the file does not end in a whole trailer that fits its length
     */
    static Trailer read(FileChannel channel, Path file) throws IOException {
        long fileBytes = channel.size();
        ByteBuffer end = ByteBuffer.allocate((int) Math.min(fileBytes, BYTES_MAX));
        long position = fileBytes - end.capacity();
        while (end.hasRemaining() && channel.read(end, position + end.position()) >= 0) {
            // A read may give less than asked for.
        }
        if (end.hasRemaining()) {
            throw new StoreFailure.Damaged(file, "it became shorter while it was read");
        }
        return decoded(end.flip(), fileBytes, file);
    }

    /**
     * The metadata, if the file lies where this object belongs.
     *
     * @throws StoreFailure.Damaged if somebody moved it
     */
    ObjectMetadata of(long expectedBucketId, Path file) throws StoreFailure.Damaged {
        ObjectName name = metadata.info().name();
        if (bucketId != expectedBucketId || !MountLayout.fileName(name).equals(String.valueOf(file.getFileName()))) {
            throw new StoreFailure.Damaged(file, "it belongs to another name");
        }
        return metadata;
    }

    private static Trailer decoded(ByteBuffer end, long fileBytes, Path file) throws StoreFailure.Damaged {
        int foot = end.limit() - FOOT_BYTES;
        int mark = foot < 0 ? 0 : end.getInt(foot + Long.BYTES + Integer.BYTES);
        if (mark != MARK && mark != DELETED_MARK) {
            throw new StoreFailure.Damaged(file, "it has no trailer of this format");
        }
        int bodyBytes = end.getInt(foot + Long.BYTES);
        if (bodyBytes < FIXED_BYTES || bodyBytes > foot) {
            throw new StoreFailure.Damaged(file, "its trailer has an impossible length");
        }
        ByteBuffer body = end.slice(foot - bodyBytes, bodyBytes);
        if (checksum(body) != end.getLong(foot)) {
            throw new StoreFailure.Damaged(file, "its trailer does not have its checksum");
        }
        Trailer trailer;
        try {
            trailer = body(body, mark == DELETED_MARK);
        } catch (RuntimeException impossible) {
            throw new StoreFailure.Damaged(file, "its trailer makes no sense: " + impossible.getMessage());
        }
        if (trailer.metadata().info().size() != fileBytes - FOOT_BYTES - bodyBytes) {
            throw new StoreFailure.Damaged(file, "its length is not that of its content");
        }
        return trailer;
    }

    private static Trailer body(ByteBuffer in, boolean deleted) {
        long bucketId = in.getLong();
        ObjectVersion version = new ObjectVersion(in.getLong(), in.getLong());
        long createdMillis = in.getLong();
        long size = in.getLong();
        long xxh64 = in.getLong();
        ObjectName name = new ObjectName(text(in));
        TreeMap<String, String> custom = new TreeMap<>();
        for (int left = in.getShort(); left > 0; left--) {
            custom.put(text(in), text(in));
        }
        ObjectInfo info = new ObjectInfo(name, size, xxh64, version, createdMillis);
        return new Trailer(bucketId, new ObjectMetadata(info, CustomMetadata.of(custom)), deleted);
    }

    private static void putText(ByteBuffer out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.putShort((short) bytes.length).put(bytes);
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[in.getShort()];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static long checksum(ByteBuffer body) {
        Xxh64 hash = new Xxh64();
        hash.update(body);
        return hash.digest();
    }
}
