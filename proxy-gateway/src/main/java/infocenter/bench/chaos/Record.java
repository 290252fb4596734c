package infocenter.bench.chaos;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code history.jsonl}: a line for each operation and each fault, as they ended. It neither filters nor repairs; what is in it is what
 * clients were told. Thread-safe; one clock for all, {@link System#nanoTime()}.
 */
final class Record implements AutoCloseable {
    private final Path file;
    private final Writer out;
    private final AtomicInteger clients = new AtomicInteger();
    private long operations;

    Record(Path file) throws IOException {
        this.file = file;
        this.out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    }

    Path file() {
        return file;
    }

    /** A number that no client of this record ever had. */
    int newClient() {
        return clients.incrementAndGet();
    }

    synchronized void operation(JsonObject line) {
        operations++;
        write(line);
    }

    void fault(String name, long begin, long end) {
        write(new JsonObject()
                .put("type", "fault")
                .put("name", name)
                .put("begin_ns", begin)
                .put("end_ns", end));
    }

    synchronized long operations() {
        return operations;
    }

    synchronized void flush() throws IOException {
        out.flush();
    }

    private synchronized void write(JsonObject line) {
        try {
            out.write(line.encode());
            out.write('\n');
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
