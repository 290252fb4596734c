package infocenter.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * The log of this process for people far away. A process logs to its standard output; where whoever started it sent that into a file,
 * the file can be read back. Blocks; any thread.
 *
 * @param output what stands for the standard output
 */
public record ProcessLog(Path output) {
    /** The end of the log that is shown at a time, in bytes. */
    public static final int SHOWN_BYTES_MAX = 1024 * 1024;
    /** The end of the log that an archive holds, in bytes. */
    public static final int ARCHIVED_BYTES_MAX = 16 * 1024 * 1024;

    private static final int BLOCK = 512;

    /** Of the process that asks. */
    public static ProcessLog own() {
        return new ProcessLog(Path.of("/proc/self/fd/1"));
    }

    /**
     * The last lines.
     *
     * @param levels only lines with one of these words; empty for all
     * @return text; says so where the log is in no file
     */
    public byte[] tail(List<String> levels) throws IOException {
        if (!kept()) {
            return "the log of this process is its standard output, which is no file\n"
                    .getBytes(StandardCharsets.UTF_8);
        }
        byte[] all = end(SHOWN_BYTES_MAX);
        if (levels.isEmpty()) {
            return all;
        }
        StringBuilder chosen = new StringBuilder();
        for (String line : new String(all, StandardCharsets.UTF_8).split("\n")) {
            if (levels.stream().anyMatch(level -> line.contains(" " + level + " "))) {
                chosen.append(line).append('\n');
            }
        }
        return chosen.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * All of it, or its end, as a compressed tar of one file.
     *
     * @param name of the file in the archive
     */
    public byte[] archive(String name) throws IOException {
        byte[] content = kept() ? end(ARCHIVED_BYTES_MAX) : tail(List.of());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(header(name, content.length));
            zip.write(content);
            zip.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK + 2 * BLOCK]);
        }
        return bytes.toByteArray();
    }

    private boolean kept() {
        return Files.isRegularFile(output) && Files.isReadable(output);
    }

    private byte[] end(int bytesMax) throws IOException {
        try (FileChannel file = FileChannel.open(output, StandardOpenOption.READ)) {
            long size = file.size();
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(size, bytesMax));
            file.position(size - bytes.capacity());
            while (bytes.hasRemaining() && file.read(bytes) >= 0) {
                // Read on: one call may give less than there is.
            }
            return Arrays.copyOf(bytes.array(), bytes.position());
        }
    }

    /** One header of the ustar format (POSIX.1-1988). */
    private static byte[] header(String name, long size) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000644\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        put(header, 124, String.format(Locale.ROOT, "%011o\0", size));
        put(header, 136, String.format(Locale.ROOT, "%011o\0", 0));
        put(header, 148, "        ");
        put(header, 156, "0");
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte one : header) {
            sum += one & 0xff;
        }
        put(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
