package infocenter.target.job;

import static infocenter.target.job.TwoTargets.FROM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromoteTest {
    @TempDir
    Path folder;

    private TwoTargets targets;
    private Path drop;
    private Path secret;
    private Job job = new Promote(List.of());

    @BeforeEach
    void open() throws IOException {
        targets = new TwoTargets(folder.resolve("stores"));
        drop = Files.createDirectories(folder.resolve("drop"));
        Files.createDirectories(drop.resolve("in/deep"));
        for (int i = 0; i < 20; i++) {
            Files.writeString(drop.resolve("in/f-" + i), "content " + i);
        }
        Files.writeString(drop.resolve("in/deep/g"), "deep");
        Files.writeString(drop.resolve("in/empty"), "");
        secret = Files.writeString(folder.resolve("secret"), "nobody's business");
        job = new Promote(List.of(drop));
    }

    @AfterEach
    void close() throws IOException {
        targets.close();
    }

    private void run(Path path, Object... more) throws Exception {
        TreeMap<String, Object> arguments = new TreeMap<>(Map.of("path", path.toString()));
        for (int i = 0; i < more.length; i += 2) {
            arguments.put((String) more[i], more[i + 1]);
        }
        targets.run(job, arguments, FROM);
    }

    private Optional<String> object(String name) throws IOException {
        return targets.get(targets.livesHere(FROM, name) ? targets.here : targets.there, FROM, name);
    }

    private int files() throws IOException {
        try (var walk = Files.walk(drop)) {
            return (int) walk.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void filesBecomeObjectsAtTheirHomesAndStay() throws Exception {
        run(drop.resolve("in"), "prepend", "p/");
        for (int i = 0; i < 20; i++) {
            assertThat(object("p/f-" + i)).contains("content " + i);
        }
        assertThat(object("p/deep/g")).contains("deep");
        assertThat(object("p/empty")).contains("");
        assertThat(targets.local).isEqualTo(22);
        assertThat(targets.sent).isPositive().isLessThan(22);
        assertThat(files()).isEqualTo(22);
        assertThat(targets.errors).isEmpty();
    }

    @Test
    void aSecondAttemptRemovesWhatIsLeftAndSendsNothingAgain() throws Exception {
        run(drop);
        long sent = targets.sent;
        targets.attempt = 2;
        run(drop, "deleteSource", true);
        assertThat(targets.sent).isEqualTo(sent);
        assertThat(files()).isZero();
        assertThat(object("in/f-7")).contains("content 7");
    }

    @Test
    void aSourceGoesOnlyAfterItsObjectIsThere() throws Exception {
        targets.effectsAllowed = 10;
        assertThatExceptionOfType(Stopped.class).isThrownBy(() -> run(drop, "deleteSource", true));
        int there = targets.here.list(FROM.id(), "", "", 100).objects().size()
                + targets.there.list(FROM.id(), "", "", 100).objects().size();
        assertThat(22 - files()).isPositive().isLessThanOrEqualTo(there);
    }

    @Test
    void oneFileAloneHasItsOwnName() throws Exception {
        run(drop.resolve("in/f-3"));
        assertThat(object("f-3")).contains("content 3");
        assertThat(targets.local).isEqualTo(1);
    }

    @Test
    void aTargetWithoutThePathHasNothingToDo() throws Exception {
        run(drop.resolve("elsewhere"));
        assertThat(targets.local).isZero();
        assertThat(targets.errors).isEmpty();
    }

    @Test
    void linksAreToldAndNotFollowed() throws Exception {
        Files.createSymbolicLink(drop.resolve("in/out"), secret);
        Files.createSymbolicLink(drop.resolve("in/up"), folder);
        run(drop.resolve("in"), "deleteSource", true);
        assertThat(targets.errors)
                .containsExactlyInAnyOrder(
                        "out: is a link, which is not followed", "up: is a link, which is not followed");
        assertThat(object("out")).isEmpty();
        assertThat(secret).exists();
        assertThat(targets.local).isEqualTo(22);
    }

    @Test
    void aPathThatALinkLeadsOutOfTheFoldersIsRefused() throws Exception {
        Files.createSymbolicLink(drop.resolve("door"), Files.createDirectories(folder.resolve("other")));
        Files.writeString(folder.resolve("other/x"), "x");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> run(drop.resolve("door")))
                .withMessageContaining("leads out of");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> run(drop.resolve("door/x")))
                .withMessageContaining("leads out of");
        assertThat(targets.local).isZero();
    }

    @Test
    void nothingOutsideTheFoldersIsPromoted() {
        refused(drop + "/../secret", "without . and ..");
        refused("in", "must be absolute");
        outside(secret);
        outside(Path.of(drop + "-not"));
        job = new Promote(List.of());
        outside(drop);
    }

    private void outside(Path path) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> run(path))
                .withMessageContaining("is below no folder that the setting promote of target t1 names");
        assertThat(targets.local).isZero();
    }

    @Test
    void aNameThatNoObjectMayHaveIsThatFilesErrorAlone() throws Exception {
        Files.writeString(drop.resolve("in/a\u0007b"), "x");
        run(drop.resolve("in"));
        assertThat(targets.errors).singleElement().asString().contains("control characters");
        assertThat(targets.local).isEqualTo(22);
    }

    private void refused(String path, String words) {
        assertThatExceptionOfType(BadArgument.class)
                .isThrownBy(() -> targets.run(job, Map.of("path", path), FROM))
                .withMessageContaining(words);
    }
}
