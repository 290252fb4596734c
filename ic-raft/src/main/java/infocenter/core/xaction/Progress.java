package infocenter.core.xaction;

import java.util.ArrayList;
import java.util.List;

/**
 * How far a xaction is, as one moment of the table shows it. What nobody can know is -1.
 *
 * @param objects done
 * @param bytes of them
 * @param objectsTotal that will have been done at the end
 * @param percent 0 to 100
 * @param objectsPerSecond of late, in thousandths; over all its time once it has ended
 * @param bytesPerSecond the same in bytes
 * @param leftLow seconds that it will take at least, if it goes on as it did at its best: of late, or on average
 * @param leftHigh the same at its worst; the slowest target counts
 * @param stalled one of its running targets moved no counter for a minute although it neither idles nor waits for its lease: such a
 *     one is down or suspended long before
 */
public record Progress(
        long objects,
        long bytes,
        long objectsTotal,
        int percent,
        long objectsPerSecond,
        long bytesPerSecond,
        long leftLow,
        long leftHigh,
        boolean stalled) {
    /** Shorter than that nothing can be said about a rate. */
    private static final long RATE_MILLIS_MIN = 1_000;

    /** So many seconds and more say nothing to anybody. */
    private static final long LEFT_MAX = 366L * 24 * 3_600;

    /** Of that row at that moment of the elapsed clock. */
    public static Progress of(Xaction row, long nowMillis) {
        Counters sum = row.counters();
        long total = 0;
        boolean stalled = false;
        boolean underWay = row.end() == null;
        List<Speed> speeds = new ArrayList<>();
        for (Run run : row.runs().values()) {
            long planned = total(run);
            total = total < 0 || planned < 0 ? -1 : total + planned;
            stalled |= stalled(run, nowMillis);
            if (underWay && run.state() instanceof RunState.Running) {
                speeds.add(Speed.of(run));
            }
        }
        int percent = percent(row, sum.localObjects(), total);
        if (row.end() != null) {
            Speed all = Speed.between(
                    row.registeredMillis(), Pace.Counts.ZERO, row.end().atMillis(), Pace.Counts.of(sum));
            return new Progress(
                    sum.localObjects(), sum.localBytes(), total, percent, all.objects(), all.bytes(), 0, 0, false);
        }
        return rated(row, sum, total, percent, speeds, stalled);
    }

    /** Whether that run is stalled at that moment of the elapsed clock. */
    public static boolean stalled(Run run, long nowMillis) {
        return run.state() instanceof RunState.Running
                && !run.idle()
                && !run.pace().equals(Pace.NONE)
                && nowMillis - run.pace().movedMillis() >= Pace.STALLED_MILLIS;
    }

    private static Progress rated(
            Xaction row, Counters sum, long total, int percent, List<Speed> speeds, boolean stalled) {
        long objects = speeds.isEmpty() ? -1 : 0;
        long bytes = objects;
        for (Speed speed : speeds) {
            objects = objects < 0 || speed.objects() < 0 ? -1 : objects + speed.objects();
            bytes = bytes < 0 || speed.bytes() < 0 ? -1 : bytes + speed.bytes();
        }
        long low = 0;
        long high = 0;
        for (Run run : row.runs().values()) {
            long left = run.state().terminal() ? 0 : left(run);
            boolean runs = run.state() instanceof RunState.Running;
            long mean = left <= 0 ? left : runs ? seconds(left, average(run).objects()) : -1;
            long late = left <= 0 ? left : runs ? seconds(left, Speed.of(run).objects()) : -1;
            low = low < 0 || mean < 0 || late < 0 ? -1 : Math.max(low, Math.min(mean, late));
            high = high < 0 || mean < 0 || late < 0 ? -1 : Math.max(high, Math.max(mean, late));
        }
        boolean told = !stalled && total >= 0 && low >= 0;
        return new Progress(
                sum.localObjects(),
                sum.localBytes(),
                total,
                percent,
                objects,
                bytes,
                told ? low : -1,
                told ? high : -1,
                stalled);
    }

    private static long total(Run run) {
        long done = run.counters().localObjects();
        if (run.state() instanceof RunState.Finished) {
            return done;
        }
        if (run.plannedObjects() > 0) {
            return Math.max(done, run.plannedObjects());
        }
        return run.state().terminal() ? done : -1;
    }

    private static int percent(Xaction row, long done, long total) {
        if (row.phase() == Phase.FINISHED
                && row.end() != null
                && row.end().error().isEmpty()) {
            return 100;
        }
        return total <= 0 ? -1 : (int) Math.min(100, done * 100 / total);
    }

    private static long left(Run run) {
        long total = total(run);
        return total < 0 ? -1 : total - run.counters().localObjects();
    }

    /** Rounded up; -1 when at this speed it never ends. */
    private static long seconds(long objects, long milliObjectsPerSecond) {
        return milliObjectsPerSecond <= 0
                ? -1
                : Math.min(LEFT_MAX, (objects * 1_000 + milliObjectsPerSecond - 1) / milliObjectsPerSecond);
    }

    private static Speed average(Run run) {
        Pace pace = run.pace();
        return Speed.between(pace.sinceMillis(), pace.since(), pace.movedMillis(), Pace.Counts.of(run.counters()));
    }

    /** Thousandths of objects, and bytes, a second; -1 while nobody can say. */
    private record Speed(long objects, long bytes) {
        /** Of late. */
        static Speed of(Run run) {
            Pace pace = run.pace();
            return between(
                    pace.older().atMillis(), pace.older().counts(), pace.movedMillis(), Pace.Counts.of(run.counters()));
        }

        static Speed between(long fromMillis, Pace.Counts from, long toMillis, Pace.Counts to) {
            long millis = toMillis - fromMillis;
            return millis < RATE_MILLIS_MIN
                    ? new Speed(-1, -1)
                    : new Speed((to.objects() - from.objects()) * 1_000_000 / millis, (long)
                            ((to.bytes() - from.bytes()) * 1_000.0 / millis));
        }
    }
}
