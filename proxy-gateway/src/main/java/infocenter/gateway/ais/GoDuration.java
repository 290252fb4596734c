package infocenter.gateway.ais;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as Go writes them: {@code 1h0m}, {@code 45s}, {@code 1.5s}, {@code 250ms}. Any thread. */
public final class GoDuration {
    private static final int CHARS_MAX = 64;
    private static final Pattern PART = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(h|ms|m|s|us|ns)");
    private static final double NANOS = 1e9;

    private GoDuration() {}

    /** That time; zero for the empty text. Refuses what is none, and names the field. */
    public static Duration parse(String field, String text) {
        Matcher part = PART.matcher(text);
        double seconds = 0;
        int at = 0;
        while (text.length() <= CHARS_MAX && part.find(at) && part.start() == at) {
            seconds += Double.parseDouble(part.group(1)) * unit(part.group(2));
            at = part.end();
        }
        if (at < text.length() && !text.equals("0")) {
            throw AisRefusal.bad("invalid duration \"" + text + "\" in \"" + field + "\"");
        }
        return Duration.ofNanos((long) (seconds * NANOS));
    }

    private static double unit(String unit) {
        return switch (unit) {
            case "h" -> 3_600;
            case "m" -> 60;
            case "s" -> 1;
            case "ms" -> 1e-3;
            case "us" -> 1e-6;
            default -> 1e-9;
        };
    }
}
