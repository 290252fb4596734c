package infocenter.target.job;

import static infocenter.target.job.TwoTargets.FROM;
import static infocenter.target.job.TwoTargets.TO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import infocenter.core.bucket.ObjectName;
import infocenter.target.store.ObjectVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyObjectsTest {
    @TempDir
    Path folder;

    private TwoTargets targets;
    private final Job job = new CopyObjects();
    private List<String> mine = List.of();

    @BeforeEach
    void open() throws IOException {
        targets = new TwoTargets(folder);
        mine = IntStream.range(0, 40)
                .mapToObj(i -> "shard-" + (i < 10 ? "0" : "") + i)
                .filter(name -> targets.livesHere(FROM, name))
                .toList();
        for (String name : mine) {
            targets.put(FROM, name, "content of " + name);
        }
    }

    @AfterEach
    void close() throws IOException {
        targets.close();
    }

    private Optional<String> copied(String name) throws IOException {
        return targets.get(targets.livesHere(TO, name) ? targets.here : targets.there, TO, name);
    }

    @Test
    void namesOfAListComeUnderTheirNewNames() throws Exception {
        targets.run(job, Map.of("names", mine.subList(0, 3), "prepend", "new/"), FROM, TO);
        for (String name : mine.subList(0, 3)) {
            assertThat(copied("new/" + name)).contains("content of " + name);
        }
        assertThat(copied("new/" + mine.get(3))).isEmpty();
        assertThat(targets.local).isEqualTo(3).isEqualTo(targets.planned);
        assertThat(targets.errors).isEmpty();
    }

    @Test
    void ofATemplateATargetTakesWhatItKeeps() throws Exception {
        targets.run(job, Map.of("template", "shard-{00..39}"), FROM, TO);
        for (String name : mine) {
            assertThat(copied(name)).contains("content of " + name);
        }
        assertThat(targets.planned).isEqualTo(mine.size());
        assertThat(targets.errors).as("names of the other target are its own").isEmpty();
    }

    @Test
    void aPrefixTakesAllBelowIt() throws Exception {
        targets.run(job, Map.of("prefix", mine.get(0)), FROM, TO);
        assertThat(copied(mine.get(0))).isPresent();
        assertThat(targets.local).isEqualTo(1);
    }

    @Test
    void aMissingNameIsItsOwnErrorAndTheOthersAreCopied() throws Exception {
        String missing = IntStream.range(0, 100)
                .mapToObj(i -> "none-" + i)
                .filter(name -> targets.livesHere(FROM, name))
                .findFirst()
                .orElseThrow();
        targets.run(job, Map.of("names", List.of(missing, mine.get(1))), FROM, TO);
        assertThat(targets.errors).containsExactly(missing + ": there is no such object in ais://from");
        assertThat(copied(mine.get(1))).isPresent();
    }

    @Test
    void whatIsEqualIsSkippedHereAndThere() throws Exception {
        targets.run(job, Map.of("names", mine), FROM, TO);
        long sent = targets.sent;
        assertThat(sent).isPositive();
        targets.attempt = 2;
        targets.put(FROM, mine.get(0), "another content");
        targets.run(job, Map.of("names", mine), FROM, TO);
        assertThat(targets.sent - sent).isEqualTo(targets.livesHere(TO, mine.get(0)) ? 0 : 1);
        assertThat(copied(mine.get(0))).contains("another content");
        for (String name : mine.subList(1, mine.size())) {
            var store = targets.livesHere(TO, name) ? targets.here : targets.there;
            assertThat(store.stat(TO.id(), new ObjectName(name))
                            .orElseThrow()
                            .info()
                            .version())
                    .as(name)
                    .isEqualTo(new ObjectVersion(1, 1));
        }
    }

    @Test
    void aLongContentIsAskedForBeforeItIsSent() throws Exception {
        String far = mine.stream()
                .filter(name -> !targets.livesHere(TO, name))
                .findFirst()
                .orElseThrow();
        targets.put(FROM, far, "x".repeat(1 << 20));
        targets.run(job, Map.of("names", List.of(far)), FROM, TO);
        targets.run(job, Map.of("names", List.of(far)), FROM, TO);
        assertThat(targets.asked).isEqualTo(2);
        assertThat(targets.sent).isEqualTo(1);
    }

    @Test
    void wrongArgumentsNameTheField() {
        refused(Map.of(), "exactly one of");
        refused(Map.of("template", "a{1..2"), "template");
        refused(Map.of("names", List.of("/a")), "names");
    }

    private void refused(Map<String, Object> arguments, String words) {
        assertThatExceptionOfType(BadArgument.class)
                .isThrownBy(() -> targets.run(job, arguments, FROM, TO))
                .withMessageContaining(words);
    }
}
