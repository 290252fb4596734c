package infocenter.target.run;

import java.io.IOException;
import java.nio.file.Path;

/**
 * By which command of the log this target was admitted, on its disk. Another one says that an operator forgot the target in between:
 * what it has was given up, and may have been written anew or deleted elsewhere since. Owned by the orders thread; any thread may ask.
 */
final class Admission {
    private static final String FILE = "admission";

    private final DurableFile file;
    private volatile long sequence;

    private Admission(DurableFile file, long sequence) {
        this.file = file;
        this.sequence = sequence;
    }

    /**
     * As it was left in that folder.
     *
     * @throws IOException naming the file, when it is unreadable or damaged
     */
    static Admission open(Path dataDir) throws IOException {
        DurableFile file = new DurableFile(dataDir.resolve(FILE));
        try {
            return new Admission(file, Long.parseLong(file.read().orElse("0")));
        } catch (NumberFormatException damaged) {
            throw new IOException(file.path() + " is damaged: expected a number", damaged);
        }
    }

    /** True when that is not the one by which this target has what it has. */
    boolean another(long admitted) {
        long known = sequence;
        return known != 0 && known != admitted;
    }

    /** Keeps it, durably. */
    void keep(long admitted) throws IOException {
        if (sequence != admitted) {
            file.write(Long.toString(admitted));
            sequence = admitted;
        }
    }
}
