package infocenter.target.job;

import infocenter.core.bucket.BucketRef;
import infocenter.target.store.ListPage;
import infocenter.target.store.ObjectInfo;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * Counts the objects that this target has of one bucket or of all, and adds up their sizes: by bucket in the tallies, all together in
 * the counters. While objects move from one target to another, one may be counted at both.
 */
final class Summary implements Job {
    private static final int PAGE = 1_000;

    @Override
    public String kind() {
        return "summary";
    }

    @Override
    public Work begin(JobContext context) throws BadArgument {
        String prefix = context.arguments().text("prefix", "");
        return new Counting(context, prefix);
    }

    /** A page a step. */
    private static final class Counting implements Work {
        private final JobContext context;
        private final String prefix;
        private Iterator<BucketRef> buckets = Collections.emptyIterator();
        private boolean begun;
        private BucketRef bucket = new BucketRef(infocenter.core.bucket.BucketName.of("none"), 0);
        private boolean more;
        private String last = "";

        Counting(JobContext context, String prefix) {
            this.context = context;
            this.prefix = prefix;
        }

        @Override
        public Step step() {
            if (!begun) {
                // Not before: a run is begun before the map has come by which it goes.
                begun = true;
                buckets = buckets().iterator();
            }
            if (!more) {
                if (!buckets.hasNext()) {
                    return Step.DONE;
                }
                bucket = buckets.next();
                last = "";
            }
            ListPage page = context.store().list(bucket.id(), prefix, last, PAGE);
            List<ObjectInfo> objects = page.objects();
            long bytes = objects.stream().mapToLong(ObjectInfo::size).sum();
            context.tally(bucket.name().shown(), objects.size(), bytes);
            context.countLocal(objects.size(), bytes);
            more = page.more() && !objects.isEmpty();
            last = objects.isEmpty()
                    ? ""
                    : objects.get(objects.size() - 1).name().value();
            return Step.MORE;
        }

        private List<BucketRef> buckets() {
            return context.buckets().isEmpty()
                    ? context.living().stream().map(living -> living.ref()).toList()
                    : context.buckets();
        }
    }
}
