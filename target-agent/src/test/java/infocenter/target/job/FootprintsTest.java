package infocenter.target.job;

import static infocenter.target.job.TwoTargets.FROM;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FootprintsTest {
    @TempDir
    Path folder;

    private TwoTargets targets;
    private Path footprints;
    private Job job;

    @BeforeEach
    void open() throws IOException {
        targets = new TwoTargets(folder.resolve("targets"));
        footprints = folder.resolve("footprints");
        job = new Footprints(new Summary(), footprints);
    }

    @AfterEach
    void close() throws IOException {
        targets.close();
    }

    @Test
    void aRunLeavesOneFileHoweverManyStepsItTakes() throws Exception {
        assertThat(job.kind()).isEqualTo("summary");

        targets.run(job, Map.of(), FROM);

        assertThat(names()).singleElement().asString().matches("[^+]+\\+\\d+\\+[^+]+");
    }

    @Test
    void theSameAttemptAgainIsSeen() throws Exception {
        targets.run(job, Map.of(), FROM);
        targets.run(job, Map.of(), FROM);

        assertThat(names()).hasSize(2).anyMatch(name -> name.endsWith("+again"));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(footprints)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
