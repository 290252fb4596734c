package infocenter.target.run;

import java.io.IOException;
import java.nio.file.Path;

/** Which life of this target it is: a counter on its disk, raised and durable before the process says a word to anybody. */
public final class Incarnation {
    private static final String FILE = "incarnation";

    private Incarnation() {}

    /**
     * Raises the counter in that folder.
     *
     * @return 1 at the first start
     * @throws IOException naming the file that cannot be read, is no number, or cannot be written
     */
    public static long next(Path dataDir) throws IOException {
        DurableFile file = new DurableFile(dataDir.resolve(FILE));
        long last;
        try {
            last = file.read().map(Long::parseLong).orElse(0L);
        } catch (NumberFormatException damaged) {
            throw new IOException(file.path() + " does not hold a number: " + damaged.getMessage(), damaged);
        }
        file.write(Long.toString(last + 1));
        return last + 1;
    }
}
