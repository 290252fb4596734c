package infocenter.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When the last target said in its log that its run of a xaction had ended. By the wall clock that all processes here share. */
final class RunEnds {
    private static final String MARK = " run ended ";
    private static final String KEY = "xaction=\"";

    private final Map<String, Instant> last = new HashMap<>();
    private final Map<String, Integer> runs = new HashMap<>();

    private RunEnds() {}

    /**
     * Reads the logs of all targets of a cluster.
     *
     * @param cluster its folder, in which each target has {@code t<n>/log}
     * @param wanted xactions
     */
    static RunEnds read(Path cluster, Set<String> wanted) throws IOException {
        RunEnds ends = new RunEnds();
        try (DirectoryStream<Path> targets = Files.newDirectoryStream(cluster, "t[0-9]*")) {
            for (Path target : targets) {
                try (BufferedReader log = Files.newBufferedReader(target.resolve("log"))) {
                    String line;
                    while ((line = log.readLine()) != null) {
                        ends.take(line, wanted);
                    }
                }
            }
        }
        return ends;
    }

    private void take(String line, Set<String> wanted) {
        int at = line.indexOf(KEY);
        if (at < 0 || !line.contains(MARK)) {
            return;
        }
        int from = at + KEY.length();
        String id = line.substring(from, line.indexOf('"', from));
        if (wanted.contains(id)) {
            Instant when = Instant.parse(line.substring(0, line.indexOf(' ')));
            last.merge(id, when, (a, b) -> a.isAfter(b) ? a : b);
            runs.merge(id, 1, Integer::sum);
        }
    }

    /** Null unless so many targets have said it. */
    @Nullable
    Instant lastOf(String xaction, int targets) {
        return runs.getOrDefault(xaction, 0) == targets ? last.get(xaction) : null;
    }
}
