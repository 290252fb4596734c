package infocenter.target.store;

import static infocenter.target.store.StoreFixture.BUCKET;
import static infocenter.target.store.StoreFixture.name;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreConcurrencyTest {

    private static final int THREADS = 8;
    private static final int STEPS = 150;
    private static final int NAMES = 5;

    @TempDir
    Path root;

    @Test
    void manyThreadsOverFewNamesLeaveEveryContentWholeAndEveryNumberTrue() throws Exception {
        Path[] roots = {root.resolve("1"), root.resolve("2")};
        try (StoreFixture store = StoreFixture.open(roots)) {
            all(thread -> () -> someSteps(store, new Random(4_711 + thread)));

            agreesWithTheDisk(store, roots);
        }
        try (StoreFixture again = StoreFixture.open(roots)) {
            assertThat(again.store().recovery().damaged()).isZero();
            agreesWithTheDisk(again, roots);
        }
    }

    @Test
    void writersOfOneNameEachGetTheirOwnVersion() throws Exception {
        try (StoreFixture store = StoreFixture.open(root)) {
            List<List<Long>> counters = all(thread -> () -> {
                List<Long> mine = new ArrayList<>();
                for (int step = 0; step < 20; step++) {
                    mine.add(store.put("o", "from " + thread).version().counter());
                }
                return mine;
            });

            assertThat(counters.stream().flatMap(List::stream))
                    .hasSize(THREADS * 20)
                    .doesNotHaveDuplicates();
            assertThat(store.store()
                            .stat(BUCKET, name("o"))
                            .orElseThrow()
                            .info()
                            .version())
                    .isEqualTo(new ObjectVersion(1, THREADS * 20));
        }
    }

    private static int someSteps(StoreFixture store, Random random) throws IOException {
        for (int step = 0; step < STEPS; step++) {
            String name = "o" + random.nextInt(NAMES);
            switch (random.nextInt(6)) {
                case 0 -> store.store().delete(BUCKET, name(name));
                case 1, 2 -> {
                    String content = store.get(name);
                    assertThat(content == null || content.matches("(" + name + ";)+"))
                            .isTrue();
                }
                case 3 -> {
                    if (random.nextInt(20) == 0) {
                        drop(store);
                    }
                }
                default -> putUnlessDropped(store, name, (name + ";").repeat(1 + random.nextInt(2_000)));
            }
        }
        return STEPS;
    }

    private static void drop(StoreFixture store) throws IOException {
        store.store().dropBucket(BUCKET);
    }

    private static void putUnlessDropped(StoreFixture store, String name, String content) throws IOException {
        try {
            store.put(name, content);
        } catch (StoreFailure.BucketDropped byAnotherThread) {
            assertThat(byAnotherThread).hasMessageContaining("dropped during the write");
        }
    }

    private static void agreesWithTheDisk(StoreFixture store, Path... roots) throws IOException {
        List<String> names = store.names("");
        for (String name : names) {
            assertThat(store.get(name)).matches("(" + name + ";)+");
        }
        int objects = 0;
        for (int at = 0; at < roots.length; at++) {
            long bytes = 0;
            for (Path file : StoreFixture.files(roots[at], "objects")) {
                bytes += Files.size(file);
                objects++;
            }
            assertThat(store.store().usage().get(at).usedBytes()).isEqualTo(bytes);
            assertThat(store.store().usage().get(at).writingBytes()).isZero();
            assertThat(StoreFixture.files(roots[at], "writing")).isEmpty();
            assertThat(StoreFixture.files(roots[at], "dropped")).isEmpty();
        }
        assertThat(names).hasSize(objects);
        assertThat(store.store().indexBytes())
                .isEqualTo(names.stream().mapToInt(StoreLimits::indexBytes).sum());
    }

    private interface Task<T> {
        Callable<T> of(int thread);
    }

    private static <T> List<T> all(Task<T> task) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                running.add(pool.submit(task.of(thread)));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get(60, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
