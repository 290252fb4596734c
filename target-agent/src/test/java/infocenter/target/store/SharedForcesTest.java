package infocenter.target.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedForcesTest {
    private static final Path NAMES = Path.of("names");

    private final SlowDisk disk = new SlowDisk();
    private final SharedForces forces = new SharedForces(disk);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void whoComesWhileAForceIsUnderWaySharesTheNextOne() throws Exception {
        List<Future<?>> callers = callersBehindTheFirst(5);
        disk.mayEnd.release(2);
        for (Future<?> caller : callers) {
            caller.get(60, TimeUnit.SECONDS);
        }
        assertThat(disk.begun.get()).as("the first, and one for all the others").isEqualTo(2);
    }

    @Test
    void nobodyIsServedByAForceThatBeganBeforeItsRename() throws Exception {
        List<Future<?>> callers = callersBehindTheFirst(2);
        disk.mayEnd.release(1);
        callers.get(0).get(60, TimeUnit.SECONDS);
        await().until(() -> disk.begun.get() == 2);
        assertThat(callers.subList(1, 3)).noneMatch(Future::isDone);
        disk.mayEnd.release(1);
        for (Future<?> caller : callers) {
            caller.get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void aFailureIsToldToAllThatShareIt() throws Exception {
        List<Future<?>> callers = callersBehindTheFirst(3);
        disk.mayEnd.release(1);
        callers.get(0).get(60, TimeUnit.SECONDS);
        disk.failure = new IOException("no space");
        disk.mayEnd.release(1);
        for (Future<?> caller : callers.subList(1, 4)) {
            assertThatThrownBy(() -> caller.get(60, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("no space");
        }
        disk.failure = null;
        disk.mayEnd.release(1);
        assertThatCode(() -> forces.directory(NAMES))
                .as("the next one is another")
                .doesNotThrowAnyException();
    }

    @Test
    void directoriesDoNotWaitForEachOther() throws Exception {
        callersBehindTheFirst(0);
        Future<?> other = threads.submit(force(Path.of("other")));
        await().until(() -> disk.begun.get() == 2);
        disk.mayEnd.release(2);
        other.get(60, TimeUnit.SECONDS);
    }

    /** The first one's force is under way, the others wait for the next. */
    private List<Future<?>> callersBehindTheFirst(int others) {
        List<Future<?>> callers = new ArrayList<>();
        callers.add(threads.submit(force(NAMES)));
        await().until(() -> disk.begun.get() == 1);
        for (int i = 0; i < others; i++) {
            callers.add(threads.submit(force(NAMES)));
        }
        await().until(() -> forces.waiting(NAMES) == others);
        return callers;
    }

    private Callable<@Nullable Void> force(Path path) {
        return () -> {
            forces.directory(path);
            return null;
        };
    }

    /** Ends no force before it may. */
    private static final class SlowDisk implements Durability {
        final AtomicInteger begun = new AtomicInteger();
        final Semaphore mayEnd = new Semaphore(0);
        volatile @Nullable IOException failure;

        @Override
        public void file(FileChannel channel) {}

        @Override
        public void rename(Path from, Path to) {}

        @Override
        public void directory(Path directory) throws IOException {
            begun.incrementAndGet();
            mayEnd.acquireUninterruptibly();
            IOException failed = failure;
            if (failed != null) {
                throw failed;
            }
        }
    }
}
