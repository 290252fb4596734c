package infocenter.bench.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Fills the small disk that {@code scripts/chaos} gave to one gateway, and makes room again. */
final class DiskFull {
    /** In the cluster's folder: the name of the gateway whose data is on a small file system of its own. */
    static final String NODE_FILE = "small-disk";

    private static final byte[] FILLING = new byte[64 * 1024];

    private final Path cluster;

    DiskFull(Path cluster) {
        this.cluster = cluster;
    }

    String node() throws IOException {
        return Files.readString(cluster.resolve(NODE_FILE)).strip();
    }

    void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(filler())) {
            while (true) {
                out.write(FILLING);
            }
        } catch (IOException full) {
            if (!String.valueOf(full.getMessage()).contains("No space left")) {
                throw full;
            }
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(filler());
    }

    private Path filler() throws IOException {
        return cluster.resolve(node()).resolve("data").resolve("filler");
    }
}
