package infocenter.target.job;

import static infocenter.target.job.TwoTargets.FROM;
import static infocenter.target.job.TwoTargets.TO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import infocenter.core.bucket.ObjectName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyBucketTest {
    private static final int OBJECTS = 250;

    @TempDir
    Path folder;

    private TwoTargets targets;
    private final Job job = new CopyBucket();

    @BeforeEach
    void open() throws IOException {
        targets = new TwoTargets(folder);
        for (int i = 0; i < OBJECTS; i++) {
            targets.put(FROM, "a/" + i, "content " + i);
        }
        targets.put(FROM, "b", "another");
    }

    @AfterEach
    void close() throws IOException {
        targets.close();
    }

    @Test
    void everyObjectComesToItsHomeWithItsMetadata() throws Exception {
        assertThat(targets.run(job, Map.of(), FROM, TO)).isTrue();
        for (int i = 0; i < OBJECTS; i++) {
            String name = "a/" + i;
            boolean here = targets.livesHere(TO, name);
            assertThat(targets.get(here ? targets.here : targets.there, TO, name))
                    .contains("content " + i);
            assertThat(targets.get(here ? targets.there : targets.here, TO, name))
                    .isEmpty();
        }
        ObjectName sample = new ObjectName("b");
        assertThat((targets.livesHere(TO, "b") ? targets.here : targets.there)
                        .stat(TO.id(), sample)
                        .orElseThrow()
                        .custom()
                        .entries())
                .containsEntry("note", "b");
        assertThat(targets.local).isEqualTo(OBJECTS + 1L).isEqualTo(targets.planned);
        assertThat(targets.errors).isEmpty();
    }

    @Test
    void aPrefixChoosesAndPrependRenames() throws Exception {
        targets.run(job, Map.of("prefix", "b", "prepend", "new/"), FROM, TO);
        assertThat(targets.planned).isEqualTo(1);
        assertThat(targets.get(targets.livesHere(TO, "new/b") ? targets.here : targets.there, TO, "new/b"))
                .contains("another");
    }

    @Test
    void aSecondAttemptWritesNothingThatIsThere() throws Exception {
        targets.run(job, Map.of(), FROM, TO);
        String name = "a/0";
        for (int i = 0; !targets.livesHere(TO, name); i++) {
            name = "a/" + i;
        }
        var before = targets.here.stat(TO.id(), new ObjectName(name)).orElseThrow();
        targets.run(job, Map.of(), FROM, TO);
        assertThat(targets.here.stat(TO.id(), new ObjectName(name))).contains(before);
    }

    @Test
    void aStoppedRunHasNoFurtherEffect() {
        targets.effectsAllowed = 20;
        assertThatExceptionOfType(Stopped.class).isThrownBy(() -> targets.run(job, Map.of(), FROM, TO));
        int there = targets.here.list(TO.id(), "", "", 1_000).objects().size()
                + targets.there.list(TO.id(), "", "", 1_000).objects().size();
        assertThat(there).isBetween(1, 20);
    }

    @Test
    void aNameThatBecomesTooLongIsThatObjectsErrorAlone() throws Exception {
        targets.run(job, Map.of("prepend", "x".repeat(1_023)), FROM, TO);
        assertThat(targets.errors).hasSize(OBJECTS);
        assertThat(targets.local).isEqualTo(1);
    }

    @Test
    void aBucketIsNotCopiedIntoItself() {
        assertThatExceptionOfType(BadArgument.class)
                .isThrownBy(() -> targets.run(job, Map.of("prepend", "again/"), FROM, FROM))
                .withMessageContaining("two different buckets");
    }
}
