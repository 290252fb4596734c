package infocenter.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every transcript in {@code src/test/resources/transcripts} is a scenario to read aloud. */
final class TranscriptTest {
    private static final Path TRANSCRIPTS = Path.of("src/test/resources/transcripts");

    @TestFactory
    List<DynamicTest> everyTranscriptIsTrue() throws IOException {
        try (Stream<Path> files = Files.list(TRANSCRIPTS)) {
            List<Path> sorted = files.sorted().toList();
            assertThat(sorted).hasSizeGreaterThanOrEqualTo(12);
            return sorted.stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> play(file)))
                    .toList();
        }
    }

    private static void play(Path file) throws IOException {
        Transcript transcript = new Transcript();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] sides = line.split("->", 2);
            assertThat(transcript.play(sides[0]))
                    .as("%s line %d: %s", file.getFileName(), number, sides[0].trim())
                    .isEqualTo(sides[1].trim());
        }
    }
}
