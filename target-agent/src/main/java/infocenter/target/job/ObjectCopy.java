package infocenter.target.job;

import infocenter.core.bucket.BucketRef;
import infocenter.core.bucket.ObjectName;
import infocenter.target.store.Reading;
import java.io.IOException;
import java.util.Optional;

/** Copies objects from one bucket to another. Thread-safe for different objects. */
final class ObjectCopy {
    private final JobContext context;
    private final BucketRef from;
    private final Delivery delivery;
    private final String prepend;

    private ObjectCopy(JobContext context, BucketRef from, BucketRef to, String prepend) {
        this.context = context;
        this.from = from;
        this.delivery = new Delivery(context, to);
        this.prepend = prepend;
    }

    /** From the first bucket of the start into the second, with its {@code prepend} in front of the names. */
    static ObjectCopy of(JobContext context) throws BadArgument {
        if (context.buckets().size() != 2) {
            throw new BadArgument("buckets", "must be a source and a destination");
        }
        BucketRef from = context.buckets().get(0);
        BucketRef to = context.buckets().get(1);
        if (from.id() == to.id()) {
            throw new BadArgument("buckets", "must be two different buckets");
        }
        return new ObjectCopy(context, from, to, context.arguments().text("prepend", ""));
    }

    /** Copies that object; false when there is none. A failure of this object alone is noted, and the run goes on. */
    boolean copy(ObjectName source) throws IOException {
        Optional<Reading> found = context.read(from, source);
        if (found.isEmpty()) {
            return false;
        }
        try (Reading reading = found.get()) {
            ObjectName name;
            try {
                name = new ObjectName(prepend + source.value());
            } catch (IllegalArgumentException e) {
                context.objectError(source.value(), String.valueOf(e.getMessage()));
                return true;
            }
            delivery.bring(reading, name, source.value());
        }
        return true;
    }
}
