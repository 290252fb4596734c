package infocenter.gateway.door;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Moments as {@code 2026-11-24T08:45:43.120Z}: always UTC, always milliseconds, so that texts sort as times do. Any thread. */
public final class IsoTime {
    private static final long DAY_MILLIS = 86_400_000;
    private static final int CHARS = 24;

    /** Last day asked for: nearly all rows of a page are of one day. */
    private static volatile @Nullable Day last;

    private record Day(long number, String date) {}

    private IsoTime() {}

    /** That moment as text. */
    public static String of(long epochMillis) {
        long number = Math.floorDiv(epochMillis, DAY_MILLIS);
        int millis = (int) Math.floorMod(epochMillis, DAY_MILLIS);
        Day day = last;
        if (day == null || day.number() != number) {
            day = new Day(number, LocalDate.ofEpochDay(number).toString());
            last = day;
        }
        StringBuilder text = new StringBuilder(CHARS).append(day.date()).append('T');
        two(text, millis / 3_600_000).append(':');
        two(text, millis / 60_000 % 60).append(':');
        two(text, millis / 1_000 % 60).append('.');
        int rest = millis % 1_000;
        text.append((char) ('0' + rest / 100));
        return two(text, rest % 100).append('Z').toString();
    }

    private static StringBuilder two(StringBuilder text, int value) {
        return text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
    }
}
