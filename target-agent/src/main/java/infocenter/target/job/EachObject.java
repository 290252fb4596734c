package infocenter.target.job;

import infocenter.target.store.ListPage;
import infocenter.target.store.ObjectInfo;
import java.io.IOException;
import java.util.List;

/**
 * Walks the objects that this target has of one bucket, in the order of their names, one a step. Objects that appear behind the
 * walker are not seen.
 */
final class EachObject implements Work {
    /** What happens to each of them. */
    interface Effect {
        void on(ObjectInfo object) throws IOException;
    }

    private static final int PAGE = 100;

    private final JobContext context;
    private final long bucketId;
    private final String prefix;
    private final Effect effect;

    private List<ObjectInfo> page = List.of();
    private int next;
    private boolean more = true;
    private boolean counted;
    private String last = "";

    EachObject(JobContext context, long bucketId, String prefix, Effect effect) {
        this.context = context;
        this.bucketId = bucketId;
        this.prefix = prefix;
        this.effect = effect;
    }

    @Override
    public Step step() throws IOException {
        if (!counted) {
            counted = true;
            context.planned(count());
            return Step.MORE;
        }
        if (next == page.size()) {
            if (!more) {
                return Step.DONE;
            }
            ListPage fetched = context.store().list(bucketId, prefix, last, PAGE);
            page = fetched.objects();
            more = fetched.more();
            next = 0;
            return page.isEmpty() ? Step.DONE : Step.MORE;
        }
        ObjectInfo object = page.get(next++);
        last = object.name().value();
        effect.on(object);
        return Step.MORE;
    }

    /** The names are in memory, so counting them first is cheap and gives people a percentage. */
    private long count() {
        long objects = 0;
        String after = "";
        ListPage fetched;
        do {
            fetched = context.store().list(bucketId, prefix, after, PAGE);
            objects += fetched.objects().size();
            if (!fetched.objects().isEmpty()) {
                after = fetched.objects()
                        .get(fetched.objects().size() - 1)
                        .name()
                        .value();
            }
        } while (fetched.more());
        return objects;
    }
}
