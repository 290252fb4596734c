package infocenter.target.store;

import infocenter.core.bucket.ObjectName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/** A store below a temporary folder, and the short words that tests speak to it with. */
record StoreFixture(ObjectStore store) implements AutoCloseable {

    static final long BUCKET = 7;
    static final long NOW = 1_700_000_000_000L;
    static final StoreLimits LIMITS = new StoreLimits(1 << 20, 100);
    static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC);
    private static final long CAPACITY = 1L << 30;

    static StoreFixture open(Path... roots) throws IOException {
        return open(Durability.Disk.INSTANCE, roots);
    }

    static StoreFixture open(Durability durability, Path... roots) throws IOException {
        List<MountPath> paths =
                Stream.of(roots).map(root -> new MountPath(root, CAPACITY)).toList();
        return new StoreFixture(ObjectStore.open(paths, LIMITS, CLOCK, durability));
    }

    static ObjectName name(String value) {
        return new ObjectName(value);
    }

    static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    ObjectInfo put(String name, String content) throws IOException {
        CommitOutcome outcome = put(name, content, new VersionRule.Next(1));
        return ((CommitOutcome.Committed) outcome).object();
    }

    CommitOutcome put(String name, String content, VersionRule rule) throws IOException {
        return put(BUCKET, name, content, rule);
    }

    CommitOutcome put(long bucket, String name, String content, VersionRule rule) throws IOException {
        try (Writing writing = store.write(bucket, name(name))) {
            writing.write(bytes(content));
            return writing.commit(rule, CustomMetadata.EMPTY);
        }
    }

    /** The content, verified; null if there is no such object. */
    String get(String name) throws IOException {
        return get(BUCKET, name);
    }

    String get(long bucket, String name) throws IOException {
        Reading reading = store.read(bucket, name(name)).orElse(null);
        if (reading == null) {
            return null;
        }
        try (reading) {
            reading.verify();
            ByteBuffer content = ByteBuffer.allocate((int) reading.size());
            while (content.hasRemaining() && reading.read(content, content.position()) >= 0) {
                // A read may give less than asked for.
            }
            return StandardCharsets.UTF_8.decode(content.flip()).toString();
        }
    }

    List<String> names(String prefix) {
        return store.list(BUCKET, prefix, "", 100).objects().stream()
                .map(info -> info.name().value())
                .toList();
    }

    /** Regular files below a folder of the mount path. */
    static List<Path> files(Path root, String folder) throws IOException {
        try (Stream<Path> walk = Files.walk(root.resolve(folder))) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
