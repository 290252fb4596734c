package infocenter.golden;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.table.RandomWalk;
import infocenter.core.table.Table;
import infocenter.core.table.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What was logged replays the same for ever. A golden log that turns red says that a shipped rule or encoding was edited: add a new
 * one beside it instead. Logs that are missing are recorded by {@code -Dgolden.record=true}; one that is there is never overwritten.
 */
final class GoldenLogTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Path TRANSCRIPTS = Path.of("src/test/resources/transcripts");

    @TestFactory
    List<DynamicTest> everyGoldenLogReplaysTheSame() throws IOException {
        if (Boolean.getBoolean("golden.record")) {
            recordWhatIsMissing();
        }
        List<Path> logs = files(GOLDEN);
        assertThat(logs).hasSizeGreaterThanOrEqualTo(18);
        return logs.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> replays(file)))
                .toList();
    }

    private static void recordWhatIsMissing() throws IOException {
        Files.createDirectories(GOLDEN);
        for (Path transcript : files(TRANSCRIPTS)) {
            String name = transcript.getFileName().toString().replace(".txt", ".golden");
            record(name, played(transcript));
        }
        for (long seed = 1; seed <= 3; seed++) {
            RandomWalk walk = RandomWalk.standard(seed);
            for (int step = 0; step < 300; step++) {
                walk.step();
            }
            record("walk-" + seed + ".golden", walk.log());
        }
    }

    private static void replays(Path file) throws IOException {
        GoldenLog golden = GoldenLog.read(file);
        GoldenLog replayed = GoldenLog.replay(golden.entries());
        assertThat(golden.entries()).isNotEmpty();
        assertThat(replayed.outcomes()).as("outcomes of %s", file).isEqualTo(golden.outcomes());
        assertThat(replayed.digest()).as("value of %s", file).isEqualTo(golden.digest());
    }

    private static void record(String name, List<Table.Entry> log) throws IOException {
        Path file = GOLDEN.resolve(name);
        if (!Files.exists(file)) {
            GoldenLog.of(log).write(file);
        }
    }

    private static List<Table.Entry> played(Path file) throws IOException {
        Transcript transcript = new Transcript();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                transcript.play(line.split("->", 2)[0]);
            }
        }
        return transcript.log();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
