package infocenter.target.job;

import static infocenter.target.job.TwoTargets.FROM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListObjectsTest {
    @TempDir
    Path folder;

    private TwoTargets targets;
    private final Job job = new ListObjects();

    @BeforeEach
    void open() throws IOException {
        targets = new TwoTargets(folder);
    }

    @AfterEach
    void close() throws IOException {
        targets.close();
    }

    @Test
    void itWaitsWhileItIsAskedAndEndsWhenItIsNot() throws Exception {
        targets.quiet = Duration.ofSeconds(6);
        assertThat(targets.run(job, Map.of("idleSeconds", 7), FROM)).isFalse();
        targets.quiet = Duration.ofSeconds(7);
        assertThat(targets.run(job, Map.of("idleSeconds", 7), FROM)).isTrue();
    }

    @Test
    void valuesOutOfRangeNameTheField() {
        refused(Map.of("pageSize", 0), "pageSize");
        refused(Map.of("pageSize", 10_001), "pageSize");
        refused(Map.of("idleSeconds", 0L), "idleSeconds");
        refused(Map.of("prefix", 7), "prefix");
    }

    private void refused(Map<String, Object> arguments, String field) {
        assertThatExceptionOfType(BadArgument.class)
                .isThrownBy(() -> targets.run(job, arguments, FROM))
                .withMessageContaining(field);
    }
}
