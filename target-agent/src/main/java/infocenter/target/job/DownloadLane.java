package infocenter.target.job;

import infocenter.core.bucket.BucketRef;
import infocenter.core.bucket.ObjectName;
import infocenter.core.xaction.ContentChecksum;
import infocenter.core.xaction.Link;
import infocenter.target.fetch.FetchFailure;
import infocenter.target.fetch.Got;
import infocenter.target.fetch.Hold;
import infocenter.target.fetch.Throttle;
import infocenter.target.fetch.Wanted;
import infocenter.target.fetch.Web;
import infocenter.target.store.ObjectMetadata;
import infocenter.target.store.StoreFailure;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Fetches one link after the other; after each it queues up again, so that downloads share the threads fairly. One thread at a time;
 * anybody may hang it up.
 */
final class DownloadLane implements Runnable {
    private static final long HOME_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long HOME_LOOK_MILLIS = 100;

    private final DownloadWork work;
    private final JobContext context;
    private final Download.Plan plan;
    private final BucketRef bucket;
    private final Hold hold;
    private final Web.Visitor visitor;

    DownloadLane(DownloadWork work, JobContext context, Web web, Download.Plan plan, Throttle throttle) {
        this.work = work;
        this.context = context;
        this.plan = plan;
        this.bucket = context.buckets().get(0);
        this.hold = new Hold(work::checkpoint);
        this.visitor = web.visitor(hold, throttle);
    }

    void hangUp() {
        hold.hangUp();
    }

    @Override
    public void run() {
        boolean again = false;
        try {
            DownloadWork.Task task = work.next();
            if (task != null) {
                download(task.link(), task.name());
                again = work.run(this);
            }
        } catch (Stopped over) {
            // Whoever ended the run has told everybody.
        } catch (Throwable failed) {
            work.failed(failed);
        } finally {
            if (!again) {
                visitor.close();
                work.ended();
            }
        }
    }

    private void download(Link link, ObjectName name) throws IOException {
        try (ArrivingObject object = new ArrivingObject(context, bucket, name, link.checksum(), work::checkpoint)) {
            work.checkpoint();
            requireHome(name);
            Optional<ObjectMetadata> present = context.store().stat(bucket.id(), name);
            Source source = Source.of(link.url());
            if (present.filter(it -> source.madeWhole(it, link)).isPresent()) {
                context.countLocal(1, 0);
                return;
            }
            Wanted.Known known =
                    link.checksum() == null ? present.map(source::known).orElse(null) : null;
            Got got = visitor.fetch(link.url(), wanted(link, known), object);
            if (got.changed()) {
                requireChecksum(object, link.checksum());
                requireHome(name);
                object.commit(source.metadata(got, link.checksum()));
            }
            context.countLocal(1, 0);
        } catch (StoreFailure.BucketDropped gone) {
            throw new IOException("bucket " + bucket.name().shown() + " was destroyed", gone);
        } catch (StoreFailure.NotKept moving) {
            context.objectError(name.value(), link.url().shown() + ": " + moving.getMessage());
        } catch (StoreFailure disk) {
            throw disk;
        } catch (FetchFailure | WrongContent failed) {
            work.checkpoint();
            context.objectError(name.value(), link.url().shown() + ": " + failed.getMessage());
        }
    }

    private Wanted wanted(Link link, Wanted.@Nullable Known known) {
        return new Wanted(plan.bytesMax(), link.size(), link.checksum() != null, plan.retries(), plan.within(), known);
    }

    private static void requireChecksum(ArrivingObject object, @Nullable ContentChecksum wanted) throws IOException {
        ContentChecksum actual = wanted == null ? null : object.checksum();
        if (wanted != null && actual != null && !actual.equals(wanted)) {
            throw new WrongContent("its checksum is " + actual.shown() + " instead of " + wanted.shown());
        }
    }

    /** A map that is behind becomes newer in a moment. One that is ahead shows that the placement has changed: then it is not ours. */
    private void requireHome(ObjectName name) throws FetchFailure, WrongContent {
        long begin = System.nanoTime();
        while (!home(name).equals(context.self().value())) {
            if (System.nanoTime() - begin > HOME_PATIENCE_NANOS) {
                throw new WrongContent("its home is " + home(name)
                        + " now: the placement changed during the download; start it again, what is there is skipped");
            }
            hold.pause(HOME_LOOK_MILLIS);
        }
    }

    private String home(ObjectName name) {
        return context.homeOf(bucket.name(), name).value();
    }

    /** The object cannot become what was wanted. */
    private static final class WrongContent extends IOException {
        WrongContent(String message) {
            super(message);
        }
    }
}
