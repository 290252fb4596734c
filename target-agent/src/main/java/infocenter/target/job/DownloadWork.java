package infocenter.target.job;

import infocenter.core.bucket.ObjectName;
import infocenter.core.xaction.Link;
import infocenter.target.fetch.Throttle;
import infocenter.target.fetch.Web;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of a download: counts its share of the links, then lets lanes fetch them side by side on the threads of the {@link Web} and
 * looks now and then how they are; so it holds no worker while contents arrive.
 */
final class DownloadWork implements Work {
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final int COUNTED_A_STEP = 2_000;

    private final JobContext context;
    private final Web web;
    private final Download.Plan plan;
    private final Share share;
    private final Throttle throttle;
    private final Iterator<Link> counting;
    private final List<DownloadLane> lanes = new ArrayList<>();
    private long counted;

    // Shared by the lanes; guarded by this.
    private final Iterator<Link> links;
    private int busy;
    private boolean over;
    private @Nullable Throwable failure;

    DownloadWork(JobContext context, Web web, Download.Plan plan, Share share) {
        this.context = context;
        this.web = web;
        this.plan = plan;
        this.share = share;
        this.throttle = new Throttle(plan.bytesPerSecond(), System::nanoTime);
        this.counting = plan.links().get();
        this.links = plan.links().get();
    }

    @Override
    public Step step() throws Exception {
        if (counting.hasNext()) {
            count();
            return Step.MORE;
        }
        if (lanes.isEmpty()) {
            begin();
        }
        synchronized (this) {
            if (failure instanceof Error broken) {
                throw broken;
            }
            if (failure instanceof Exception failed) {
                throw failed;
            }
            return busy == 0 ? Step.DONE : new Step.Pause(LOOK_EVERY);
        }
    }

    /** Hangs up; what a lane still does is refused at its next checkpoint. */
    @Override
    public void close() {
        synchronized (this) {
            over = true;
        }
        lanes.forEach(DownloadLane::hangUp);
    }

    /** The next link of this target's share, with the name of its object; null when there is none or the run is over. */
    synchronized @Nullable Task next() {
        while (!over && failure == null && links.hasNext()) {
            Link link = links.next();
            try {
                ObjectName name = new ObjectName(plan.prepend() + link.name());
                if (share.holds(name)) {
                    return new Task(link, name);
                }
            } catch (IllegalArgumentException tooLong) {
                // Noted when it was counted.
            }
        }
        return null;
    }

    /** A link, and the object that it becomes. */
    record Task(Link link, ObjectName name) {}

    /** Something that no other link would survive either. */
    synchronized void failed(Throwable why) {
        if (failure == null) {
            failure = why;
        }
    }

    /** Hands a lane to the threads of the web; when they take none, the run fails. */
    boolean run(DownloadLane lane) {
        boolean taken = web.run(lane);
        if (!taken) {
            failed(new IOException("this target stops"));
        }
        return taken;
    }

    /** Right before each effect of a lane: one of a run that has failed does nothing more, either. */
    void checkpoint() {
        context.checkpoint();
        synchronized (this) {
            if (over) {
                throw new Stopped();
            }
        }
    }

    /** A lane has nothing more to do. */
    synchronized void ended() {
        busy--;
    }

    private void count() {
        for (int looked = 0; looked < COUNTED_A_STEP && counting.hasNext(); looked++) {
            Link link = counting.next();
            try {
                counted += share.holds(new ObjectName(plan.prepend() + link.name())) ? 1 : 0;
            } catch (IllegalArgumentException tooLong) {
                refused(link, String.valueOf(tooLong.getMessage()));
            }
        }
        context.planned(counted);
    }

    /** Such a name has no home, so one target speaks for all. */
    private void refused(Link link, String why) {
        if (share.holds(new ObjectName("refused"))) {
            context.objectError(link.name(), why);
        }
    }

    private void begin() {
        for (int i = 0; i < Math.min(plan.connections(), Math.max(1, counted)); i++) {
            DownloadLane lane = new DownloadLane(this, context, web, plan, throttle);
            lanes.add(lane);
            synchronized (this) {
                busy++;
            }
            if (!run(lane)) {
                ended();
            }
        }
    }
}
