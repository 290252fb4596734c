package infocenter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How far a job is, in words. */
final class ProgressText {
    private static final int BAR = 30;
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private ProgressText() {}

    /** One line: a bar, what is done, how fast, and how long it will take. */
    static String bar(JsonNode row) {
        JsonNode progress = row.path("progress");
        boolean known = progress.hasNonNull("percent");
        int filled = known ? progress.path("percent").asInt() * BAR / 100 : 0;
        List<String> parts = new ArrayList<>();
        parts.add("[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "]"
                + (known ? " " + progress.path("percent").asInt() + " %" : ""));
        parts.add(done(progress));
        parts.add(rate(progress));
        parts.add(left(progress));
        parts.add(progress.path("stalled").asBoolean() ? "stalled" : "");
        parts.add(row.path("state").asText());
        parts.removeIf(part -> part.isEmpty() || part.equals("-"));
        return String.join(", ", parts);
    }

    /** For example {@code 12 of 40 objects}. */
    static String done(JsonNode progress) {
        long objects = progress.path("objects").asLong();
        return progress.hasNonNull("totalObjects")
                ? objects + " of " + progress.path("totalObjects").asLong() + " objects"
                : objects + " objects";
    }

    /** For example {@code 4.1 objects/s, 1.2 MiB/s}; a dash while nobody can say. */
    static String rate(JsonNode progress) {
        if (!progress.hasNonNull("objectsPerSecond")) {
            return "-";
        }
        return String.format(
                Locale.ROOT,
                "%.1f objects/s, %s/s",
                progress.path("objectsPerSecond").asDouble(),
                bytes(progress.path("bytesPerSecond").asLong()));
    }

    /** For example {@code 20 s to 1 min 5 s left}; a dash while nobody can say. */
    static String left(JsonNode progress) {
        JsonNode left = progress.path("secondsLeft");
        if (!left.isObject()) {
            return "-";
        }
        String low = time(left.path("low").asLong());
        String high = time(left.path("high").asLong());
        return (low.equals(high) ? low : low + " to " + high) + " left";
    }

    private static String time(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        } else if (seconds < 3_600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        } else if (seconds < 48 * 3_600) {
            return seconds / 3_600 + " h " + seconds / 60 % 60 + " min";
        }
        return seconds / (24 * 3_600) + " d " + seconds / 3_600 % 24 + " h";
    }

    private static String bytes(long bytes) {
        int unit = 0;
        double shown = bytes;
        while (shown >= 1_024 && unit < UNITS.length - 1) {
            shown /= 1_024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", shown, UNITS[unit]);
    }
}
