package infocenter.target.store;

import infocenter.core.bucket.ObjectName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A process that puts, deletes and drops until somebody kills it, and says before and after each step what it does.
 * Each thread has a bucket of its own, so the order of what it says of a name is the order of what it did.
 */
final class PuttingProcess {

    static final int BUCKETS = 3;
    static final int NAMES = 4;
    private static final int CONTENT_MAX = 400_000;

    private PuttingProcess() {}

    /** Mount path, second mount path, seed. */
    public static void main(String[] args) throws Exception {
        ObjectStore store = ObjectStore.open(
                List.of(new MountPath(Path.of(args[0]), 1L << 32), new MountPath(Path.of(args[1]), 1L << 32)),
                new StoreLimits(1 << 20, 1_000),
                Clock.systemUTC());
        for (int bucket = 1; bucket < BUCKETS; bucket++) {
            Random random = new Random(Long.parseLong(args[2]) * BUCKETS + bucket);
            long id = bucket;
            new Thread(() -> forever(store, id, random)).start();
        }
        forever(store, 0, new Random(Long.parseLong(args[2]) * BUCKETS));
    }

    /** What a seed stands for. */
    static byte[] content(long seed) {
        Random random = new Random(seed);
        byte[] content = new byte[random.nextInt(CONTENT_MAX)];
        random.nextBytes(content);
        return content;
    }

    private static void forever(ObjectStore store, long bucket, Random random) {
        try {
            while (true) {
                String name = "o" + random.nextInt(NAMES);
                int choice = random.nextInt(20);
                if (choice == 0) {
                    say("begin drop " + bucket);
                    store.dropBucket(bucket);
                    say("done drop " + bucket);
                } else if (choice <= 3) {
                    say("begin delete " + bucket + " " + name);
                    store.delete(bucket, new ObjectName(name));
                    say("done delete " + bucket + " " + name);
                } else {
                    put(store, bucket, name, random.nextInt(Integer.MAX_VALUE));
                }
            }
        } catch (IOException failed) {
            say("failed " + failed);
            System.exit(1);
        }
    }

    private static void put(ObjectStore store, long bucket, String name, long seed) throws IOException {
        say("begin put " + bucket + " " + name + " " + seed);
        byte[] content = content(seed);
        try (Writing writing = store.write(bucket, new ObjectName(name))) {
            for (int at = 0; at < content.length; at += 50_000) {
                writing.write(ByteBuffer.wrap(content, at, Math.min(50_000, content.length - at)));
            }
            writing.commit(new VersionRule.Next(1), CustomMetadata.of(Map.of("seed", Long.toString(seed))));
        }
        say("done put " + bucket + " " + name + " " + seed);
    }

    private static synchronized void say(String line) {
        System.out.println(line);
    }
}
