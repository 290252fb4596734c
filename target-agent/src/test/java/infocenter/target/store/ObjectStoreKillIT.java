package infocenter.target.store;

import static infocenter.target.store.StoreFixture.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kill -9 at any moment: each name has what was acknowledged last, or what was begun after it; whole; and no litter. */
class ObjectStoreKillIT {

    private static final int ROUNDS = 25;
    private static final long SEED = 20_261_124;
    private static final String ABSENT = "absent";

    @TempDir
    Path root;

    /** Per bucket and name, what it may hold: seeds of contents, or absent. */
    private final Map<String, Set<String>> possible = new TreeMap<>();

    @Test
    void aKilledProcessLeavesTheOldObjectOrTheNewOneAndNoLitter() throws Exception {
        Random random = new Random(SEED);
        int acknowledged = 0;
        int leftovers = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<String> said = runAndKill(SEED + round, 1 + random.nextInt(80), random.nextInt(25));
            said.forEach(this::learn);
            acknowledged += said.size();
            leftovers += check("seed=" + SEED + " round=" + round);
        }
        assertThat(leftovers).as("some kills came in the middle of a write").isPositive();
        assertThat(acknowledged).isGreaterThan(ROUNDS * 10);
    }

    /** The lines that it said before it died. */
    private List<String> runAndKill(long seed, int lines, int moreMillis) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PuttingProcess.class.getName(),
                        root.resolve("1").toString(),
                        root.resolve("2").toString(),
                        Long.toString(seed))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(root.resolve("said").toFile())
                .start();
        try {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> said().size() >= lines || !process.isAlive());
            process.waitFor(moreMillis, TimeUnit.MILLISECONDS);
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("killed, and not ended by a failure").isEqualTo(137);
        return said();
    }

    /** Whole lines: the kill may have cut the last one. */
    private List<String> said() throws IOException {
        String text = Files.readString(root.resolve("said"));
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private void learn(String line) {
        String[] words = line.split(" ", -1);
        boolean begun = words[0].equals("begin");
        switch (words[1]) {
            case "put" -> learn(begun, words[2] + "/" + words[3], words[4]);
            case "delete" -> learn(begun, words[2] + "/" + words[3], ABSENT);
            case "drop" -> {
                for (int number = 0; number < PuttingProcess.NAMES; number++) {
                    learn(begun, words[2] + "/o" + number, ABSENT);
                }
            }
            default -> throw new AssertionError("the process said: " + line);
        }
    }

    private void learn(boolean begun, String key, String state) {
        Set<String> states = possible.computeIfAbsent(key, first -> new TreeSet<>(Set.of(ABSENT)));
        if (!begun) {
            states.clear();
        }
        states.add(state);
    }

    /** The number of files that the start removed. */
    private int check(String when) throws IOException {
        try (StoreFixture store = StoreFixture.open(root.resolve("1"), root.resolve("2"))) {
            assertThat(store.store().recovery().damaged()).as(when).isZero();
            assertThat(store.store().recovery().foreign()).as(when).isZero();
            int objects = 0;
            for (int bucket = 0; bucket < PuttingProcess.BUCKETS; bucket++) {
                for (int number = 0; number < PuttingProcess.NAMES; number++) {
                    String key = bucket + "/o" + number;
                    Set<String> states = possible.getOrDefault(key, Set.of(ABSENT));
                    String found = found(store.store(), bucket, "o" + number);
                    assertThat(found).as("%s of %s", key, when).isIn(states);
                    possible.put(key, new TreeSet<>(Set.of(found)));
                    objects += found.equals(ABSENT) ? 0 : 1;
                }
            }
            int files = 0;
            for (Path mount : List.of(root.resolve("1"), root.resolve("2"))) {
                files += StoreFixture.files(mount, "objects").size();
                assertThat(mount.resolve("writing")).as(when).isEmptyDirectory();
                assertThat(mount.resolve("dropped")).as(when).isEmptyDirectory();
            }
            assertThat(files).as("files of %s", when).isEqualTo(objects);
            return store.store().recovery().leftovers();
        }
    }

    /** The seed that made its content, every byte compared. */
    private static String found(ObjectStore store, long bucket, String name) throws IOException {
        Reading reading = store.read(bucket, name(name)).orElse(null);
        if (reading == null) {
            return ABSENT;
        }
        try (reading) {
            reading.verify();
            String seed = reading.metadata().custom().entries().get("seed");
            ByteBuffer content = ByteBuffer.allocate((int) reading.size());
            while (content.hasRemaining() && reading.read(content, content.position()) >= 0) {
                // A read may give less than asked for.
            }
            assertThat(content.array()).isEqualTo(PuttingProcess.content(Long.parseLong(seed)));
            return seed;
        }
    }
}
