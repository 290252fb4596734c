package infocenter.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredLogTest {
    @TempDir
    Path current;

    private StoredLog with(String... names) throws Exception {
        for (String name : names) {
            Files.createFile(current.resolve(name));
        }
        return StoredLog.in(current);
    }

    @Test
    void aFreshMemberMissesNothing() throws Exception {
        assertThat(with("raft-meta").missing(-1, -1)).isEmpty();
        assertThat(with("log_inprogress_0").missing(-1, -1)).isEmpty();
    }

    @Test
    void aWholeLogMissesNothing() throws Exception {
        assertThat(with("log_0-99", "log_100-199", "log_inprogress_200").missing(150, 150))
                .isEmpty();
    }

    @Test
    void aPurgedLogNeedsItsSnapshot() throws Exception {
        StoredLog log = with("log_100-199", "log_inprogress_200");
        assertThat(log.missing(99, 99)).isEmpty();
        assertThat(log.missing(98, 98)).contains("from 99 to 99");
        assertThat(log.missing(-1, -1)).contains("from 0 to 99");
    }

    @Test
    void aHoleAfterTheSnapshotIsFound() throws Exception {
        StoredLog log = with("log_0-99", "log_inprogress_200");
        assertThat(log.missing(50, 50)).contains("from 100 to 199");
        assertThat(log.missing(199, -1)).as("an installed snapshot covers it").isEmpty();
    }

    @Test
    void aLogThatEndsBeforeWhatWasAppliedIsFound() throws Exception {
        assertThat(with("log_0-99").missing(150, 150)).contains("ends at 99");
    }

    @Test
    void aLostLogIsFoundAndAnInstalledSnapshotNeedsNone() throws Exception {
        StoredLog log = with("raft-meta");
        assertThat(log.missing(10, 10)).contains("missing");
        assertThat(log.missing(10, -1)).isEmpty();
    }
}
