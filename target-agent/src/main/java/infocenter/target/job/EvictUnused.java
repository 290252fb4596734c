package infocenter.target.job;

import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.BucketRef;
import infocenter.settings.LruSettings;
import infocenter.target.store.ListPage;
import infocenter.target.store.MountUsage;
import infocenter.target.store.ObjectInfo;
import infocenter.target.store.StoreFailure;
import infocenter.target.store.Unused;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * Makes room on each mount path that is above its low watermark, down to it: removes the objects that were not used for longest, of
 * buckets that allow it, or of all by force. The counters and, by bucket, the tallies say what was freed. A second attempt sees what
 * the first one left, so it removes no more than was wanted.
 */
final class EvictUnused implements Job {
    /** The oldest of one mount path that one look at all names finds; more need another look. */
    private static final int OLDEST_MAX = 10_000;

    private static final int PAGE = 500;

    private final LruSettings watermarks;

    EvictUnused(LruSettings watermarks) {
        this.watermarks = watermarks;
    }

    @Override
    public String kind() {
        return "lru";
    }

    @Override
    public Work begin(JobContext context) throws BadArgument {
        boolean force = context.arguments().flag("force", false);
        return new Evicting(context, watermarks.low(), force);
    }

    /** Looks at the names of allowed buckets, a page a step; then removes, one a step; and so on until it is enough. */
    private static final class Evicting implements Work {
        private final JobContext context;
        private final int low;
        private final boolean force;
        private final TreeMap<Path, PriorityQueue<Unused>> oldest = new TreeMap<>();
        private final Deque<Unused> going = new ArrayDeque<>();
        private Iterator<BucketRef> buckets = Collections.emptyIterator();
        private Optional<BucketRef> bucket = Optional.empty();
        private String last = "";
        private boolean looking;
        private boolean begun;
        private long freed;

        Evicting(JobContext context, int low, boolean force) {
            this.context = context;
            this.low = low;
            this.force = force;
        }

        @Override
        public Step step() throws IOException {
            if (!going.isEmpty()) {
                evict(going.remove());
                return Step.MORE;
            }
            if (looking) {
                look();
                return Step.MORE;
            }
            // A look that freed nothing would find nothing the next time either.
            if (begun && freed == 0) {
                return Step.DONE;
            }
            return begin() ? Step.MORE : Step.DONE;
        }

        private boolean begin() {
            begun = true;
            freed = 0;
            oldest.clear();
            for (MountUsage usage : context.store().usage()) {
                if (above(usage)) {
                    oldest.put(usage.root(), new PriorityQueue<>(Collections.reverseOrder()));
                }
            }
            buckets = context.living().stream()
                    .filter(living -> (force || living.lru()) && !living.renaming() && !living.incomplete())
                    .map(Bucket::ref)
                    .iterator();
            looking = !oldest.isEmpty();
            return looking;
        }

        private void look() throws IOException {
            if (bucket.isEmpty()) {
                if (!buckets.hasNext()) {
                    looking = false;
                    choose();
                    return;
                }
                bucket = Optional.of(buckets.next());
                last = "";
            }
            long bucketId = bucket.get().id();
            ListPage page = context.store().list(bucketId, "", last, PAGE);
            for (ObjectInfo object : page.objects()) {
                context.store().unused(bucketId, object).ifPresent(this::consider);
                last = object.name().value();
            }
            if (!page.more()) {
                bucket = Optional.empty();
            }
        }

        private void consider(Unused unused) {
            PriorityQueue<Unused> youngestFirst = oldest.get(unused.mount());
            if (youngestFirst == null) {
                return;
            }
            youngestFirst.add(unused);
            if (youngestFirst.size() > OLDEST_MAX) {
                youngestFirst.remove();
            }
        }

        private void choose() {
            oldest.values().forEach(found -> found.stream().sorted().forEach(going::add));
            oldest.clear();
        }

        private void evict(Unused unused) throws IOException {
            Optional<MountUsage> usage = context.store().usage().stream()
                    .filter(mount -> mount.root().equals(unused.mount()))
                    .findFirst();
            if (usage.isEmpty() || !above(usage.get())) {
                going.removeIf(other -> other.mount().equals(unused.mount()));
                return;
            }
            context.checkpoint();
            if (evicted(unused)) {
                long bytes = unused.object().size();
                freed += 1;
                context.countLocal(1, bytes);
                context.tally(name(unused.bucketId()), 1, bytes);
            }
        }

        private boolean evicted(Unused unused) throws IOException {
            try {
                return context.store().evict(unused);
            } catch (StoreFailure.BucketClosed | StoreFailure.BucketDropped | StoreFailure.NotKept passed) {
                // Its bucket's rename or end came after the look, or another target keeps it by now.
                return false;
            }
        }

        private String name(long bucketId) {
            return context.living().stream()
                    .filter(living -> living.id() == bucketId)
                    .map(living -> living.name().shown())
                    .findFirst()
                    .orElse("bucket " + bucketId);
        }

        private boolean above(MountUsage usage) {
            return usage.failing().isEmpty() && usage.percent() > low;
        }
    }
}
