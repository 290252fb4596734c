package infocenter.gateway.rest;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as clients write them: {@code 500ms}, {@code 60s}, {@code 10m}, {@code 2h}, {@code 1d}; a plain number is seconds. */
final class DurationText {
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,9})(ms|s|m|h|d|)");

    private DurationText() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException for anything else
     */
    static Duration parse(String text) {
        Matcher matcher = SHAPE.matcher(text.toLowerCase(Locale.ROOT));
        if (text.length() > 16 || !matcher.matches()) {
            throw new IllegalArgumentException("a time such as 500ms, 60s, 10m or 2h");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofSeconds(number);
        };
    }
}
