package infocenter.gateway.faults;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Contents that say which write made them, so that a whole one can be told from half of one or from a mixture. */
final class ObjectContent {
    private static final int SIZES = 4_096;
    private static final int LARGE_EVERY = 64;
    private static final int LARGE = 300_000;

    private ObjectContent() {}

    /** The bytes that the write of that number puts into that name. */
    static byte[] of(String name, int counter) {
        byte[] line = (name + " " + counter + "\n").getBytes(StandardCharsets.UTF_8);
        int mixed = Math.floorMod(name.hashCode() * 31 + counter * 7_919, SIZES);
        byte[] content = Arrays.copyOf(line, line.length + mixed + (mixed % LARGE_EVERY == 0 ? LARGE : 0));
        for (int i = line.length; i < content.length; i++) {
            content[i] = line[i % line.length];
        }
        return content;
    }

    /** Which write of that name made these bytes. Fails when they are not exactly what one of them put. */
    static int counter(String name, byte[] content) {
        int end = 0;
        while (end < content.length && content[end] != '\n') {
            end++;
        }
        String line = new String(content, 0, end, StandardCharsets.UTF_8);
        if (line.startsWith(name + " ")) {
            int counter = Integer.parseInt(line.substring(name.length() + 1));
            if (Arrays.equals(of(name, counter), content)) {
                return counter;
            }
        }
        throw new AssertionError(name + " has " + content.length + " bytes that no write put, beginning with: "
                + line.substring(0, Math.min(100, line.length())));
    }
}
