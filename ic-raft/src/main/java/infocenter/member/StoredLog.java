package infocenter.member;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which log indexes the segment files of a stopped member hold, by their names; looked at before Ratis opens them, since Ratis
 * starts without complaint from whatever is left.
 *
 * @param segments sorted by start
 */
record StoredLog(List<Segment> segments) {
    private static final Pattern CLOSED = Pattern.compile("log_(\\d+)-(\\d+)");
    private static final Pattern OPEN = Pattern.compile("log_inprogress_(\\d+)");

    /**
     * One file.
     *
     * @param start first index in it
     * @param end last index in it; of the open segment unknown, and taken for no end
     */
    record Segment(long start, long end) {}

    static StoredLog in(Path current) throws IOException {
        ArrayList<Segment> segments = new ArrayList<>();
        if (Files.isDirectory(current)) {
            try (Stream<Path> paths = Files.list(current)) {
                paths.forEach(path -> add(segments, path.getFileName().toString()));
            }
        }
        segments.sort(Comparator.comparingLong(Segment::start));
        return new StoredLog(segments);
    }

    private static void add(List<Segment> segments, String name) {
        Matcher closed = CLOSED.matcher(name);
        Matcher open = OPEN.matcher(name);
        if (closed.matches()) {
            segments.add(new Segment(Long.parseLong(closed.group(1)), Long.parseLong(closed.group(2))));
        } else if (open.matches()) {
            segments.add(new Segment(Long.parseLong(open.group(1)), Long.MAX_VALUE));
        }
    }

    /**
     * Says what is missing to go on from that snapshot, or nothing.
     *
     * @param snapshotIndex -1 for none
     * @param known highest index that this member surely had in its log; -1 for none
     */
    String missing(long snapshotIndex, long known) {
        if (segments.isEmpty()) {
            return known < 0 ? "" : "the log is missing";
        }
        long reaches = snapshotIndex;
        for (Segment next : segments) {
            if (next.start() > reaches + 1) {
                return "the log lacks the entries from " + (reaches + 1) + " to " + (next.start() - 1);
            }
            reaches = Math.max(reaches, next.end());
        }
        long end = segments.get(segments.size() - 1).end();
        return end < known ? "the log ends at " + end + " although this member had applied " + known : "";
    }
}
