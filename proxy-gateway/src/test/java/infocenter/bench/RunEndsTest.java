package infocenter.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunEndsTest {
    @TempDir
    Path cluster;

    @Test
    void theLastTargetsLineCounts() throws Exception {
        log("t1", "2026-01-02T03:04:05.000007Z", "a");
        log("t2", "2026-01-02T03:04:05.000009Z", "a");
        log("t3", "2026-01-02T03:04:05.000008Z", "a");

        RunEnds ends = RunEnds.read(cluster, Set.of("a"));

        assertThat(ends.lastOf("a", 3)).isEqualTo(Instant.parse("2026-01-02T03:04:05.000009Z"));
    }

    @Test
    void nothingIsSaidWhileATargetIsMissing() throws Exception {
        log("t1", "2026-01-02T03:04:05.000007Z", "a");
        log("t2", "2026-01-02T03:04:05.000009Z", "b");

        RunEnds ends = RunEnds.read(cluster, Set.of("a", "b"));

        assertThat(ends.lastOf("a", 2)).isNull();
        assertThat(ends.lastOf("c", 2)).isNull();
    }

    private void log(String target, String when, String xaction) throws Exception {
        Files.createDirectories(cluster.resolve(target));
        Files.writeString(
                cluster.resolve(target).resolve("log"),
                when + " INFO  [x] Runs - run started xaction=\"" + xaction + "\"\n" + when
                        + " INFO  [x] Runs - run ended xaction=\"" + xaction + "\" kind=\"delete\"\n");
    }
}
