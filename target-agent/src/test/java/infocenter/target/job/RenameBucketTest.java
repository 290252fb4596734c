package infocenter.target.job;

import static infocenter.target.job.TwoTargets.FROM;
import static infocenter.target.job.TwoTargets.TO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.ObjectName;
import infocenter.target.store.CustomMetadata;
import infocenter.target.store.StoreFailure;
import infocenter.target.store.VersionRule;
import infocenter.target.store.Writing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenameBucketTest {
    @TempDir
    Path folder;

    private TwoTargets targets;
    private final Job job = new RenameBucket();

    @BeforeEach
    void open() throws IOException {
        targets = new TwoTargets(folder);
        targets.here.closed(id -> targets.living.stream().anyMatch(bucket -> bucket.id() == id && bucket.renaming()));
        for (int i = 0; i < 30; i++) {
            targets.put(FROM, "o-" + i, "content " + i);
        }
    }

    @AfterEach
    void close() throws IOException {
        targets.close();
    }

    private void close(boolean closed) {
        targets.living = List.of(
                closed ? TwoTargets.bucket(FROM, Bucket.RENAMING, "x1") : TwoTargets.bucket(FROM),
                TwoTargets.bucket(TO, Bucket.INCOMPLETE, "x1"));
    }

    @Test
    void everythingComesToItsNewHomeAndTheOldBucketStaysUntilTheTableEndsIt() throws Exception {
        close(true);
        targets.run(job, Map.of(), FROM, TO);
        for (int i = 0; i < 30; i++) {
            String name = "o-" + i;
            assertThat(targets.get(targets.livesHere(TO, name) ? targets.here : targets.there, TO, name))
                    .contains("content " + i);
            assertThat(targets.get(targets.here, FROM, name)).contains("content " + i);
        }
        assertThat(targets.errors).isEmpty();
    }

    @Test
    void nothingIsWalkedBeforeTheMapShowsTheOldBucketClosed() throws Exception {
        close(false);
        try (Work work = job.begin(targets.context(Map.of(), FROM, TO))) {
            for (int i = 0; i < 3; i++) {
                assertThat(work.step()).isInstanceOf(Step.Pause.class);
            }
            assertThat(targets.local).isZero();
            close(true);
            Step step = work.step();
            while (step instanceof Step.More) {
                step = work.step();
            }
        }
        assertThat(targets.local).isEqualTo(30);
    }

    @Test
    void aWriteThatBeganBeforeIsCopiedOrRefusedButNeverLost() throws Exception {
        close(false);
        Writing early = targets.here.write(FROM.id(), new ObjectName("early"));
        early.commit(new VersionRule.Next(1), CustomMetadata.EMPTY);
        Writing late = targets.here.write(FROM.id(), new ObjectName("late"));
        close(true);
        targets.run(job, Map.of(), FROM, TO);
        assertThat(targets.local).isEqualTo(31);
        assertThatExceptionOfType(StoreFailure.BucketClosed.class)
                .isThrownBy(() -> late.commit(new VersionRule.Next(1), CustomMetadata.EMPTY));
        assertThatExceptionOfType(StoreFailure.BucketClosed.class)
                .isThrownBy(() -> targets.here.delete(FROM.id(), new ObjectName("o-1")));
        close(false);
        assertThat(targets.here.delete(FROM.id(), new ObjectName("o-1"))).isPresent();
    }

    @Test
    void writersWhoRaceWithTheBeginningLoseNothingThatWasAcknowledged() throws Exception {
        close(false);
        java.util.Set<String> acknowledged = java.util.concurrent.ConcurrentHashMap.newKeySet();
        AtomicBoolean over = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            for (int i = 0; !over.get(); i++) {
                try {
                    targets.put(FROM, "w-" + i, "content");
                    acknowledged.add("w-" + i);
                } catch (IOException closed) {
                    return;
                }
            }
        });
        writer.setDaemon(true);
        writer.start();
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> acknowledged.size() > 20);
            close(true);
            targets.run(job, Map.of(), FROM, TO);
            await().atMost(Duration.ofSeconds(30)).until(() -> !writer.isAlive());
        } finally {
            over.set(true);
            writer.join(30_000);
        }
        for (String name : acknowledged) {
            assertThat(targets.get(targets.livesHere(TO, name) ? targets.here : targets.there, TO, name))
                    .as(name)
                    .contains("content");
        }
    }
}
