package infocenter.target.job;

import static infocenter.target.job.TwoTargets.FROM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import infocenter.target.store.ObjectInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeleteObjectsTest {
    @TempDir
    Path folder;

    private TwoTargets targets;
    private final Job job = new DeleteObjects();

    @BeforeEach
    void open() throws IOException {
        targets = new TwoTargets(folder);
        targets.alone();
        for (int i = 0; i < 10; i++) {
            targets.put(FROM, "shard-00" + i, "content");
        }
        targets.put(FROM, "other", "content");
    }

    @AfterEach
    void close() throws IOException {
        targets.close();
    }

    private List<String> left() {
        return targets.here.list(FROM.id(), "", "", 1_000).objects().stream()
                .map(ObjectInfo::name)
                .map(Object::toString)
                .toList();
    }

    @Test
    void namesGoAndMissingOnesAreNoError() throws Exception {
        targets.run(job, Map.of("names", List.of("shard-003", "shard-999")), FROM);
        assertThat(left()).hasSize(10).doesNotContain("shard-003");
        assertThat(targets.local).isEqualTo(1);
        assertThat(targets.errors).isEmpty();
    }

    @Test
    void aTemplateGoesThroughItsRange() throws Exception {
        targets.run(job, Map.of("template", "shard-{002..005}"), FROM);
        assertThat(left()).hasSize(7).contains("shard-001", "shard-006").doesNotContain("shard-002", "shard-005");
    }

    @Test
    void aPrefixTakesAllBelowIt() throws Exception {
        targets.run(job, Map.of("prefix", "shard-"), FROM);
        assertThat(left()).containsExactly("other");
        assertThat(targets.planned).isEqualTo(10);
    }

    @Test
    void everyEffectComesAfterACheckpoint() {
        targets.effectsAllowed = 3;
        assertThatExceptionOfType(Stopped.class).isThrownBy(() -> targets.run(job, Map.of("prefix", "shard-"), FROM));
        assertThat(left()).hasSize(8);
    }

    @Test
    void wrongArgumentsNameTheField() {
        refused(Map.of(), "exactly one of");
        refused(Map.of("names", List.of("a"), "prefix", "b"), "exactly one of");
        refused(Map.of("names", List.of("a/../b")), "names");
        refused(Map.of("template", "a{1..10000000000}"), "template");
        refused(Map.of("template", "a{2..1}"), "reversed");
    }

    private void refused(Map<String, Object> arguments, String words) {
        assertThatExceptionOfType(BadArgument.class)
                .isThrownBy(() -> targets.run(job, arguments, FROM))
                .withMessageContaining(words);
    }
}
