package infocenter.target.job;

import infocenter.core.bucket.BucketRef;
import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.NodeId;
import infocenter.target.store.CommitOutcome;
import infocenter.target.store.Reading;
import infocenter.target.store.StoreFailure;
import infocenter.target.store.VersionRule;
import infocenter.target.store.Writing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Copies one object after the other from one bucket to another. One thread at a time. */
final class ObjectCopy {
    private static final int CHUNK_BYTES = 256 * 1024;

    /** From here on a question costs less than sending in vain. */
    private static final long ASK_FIRST_BYTES = 1024 * 1024;

    private final JobContext context;
    private final BucketRef from;
    private final BucketRef to;
    private final String prepend;

    private ObjectCopy(JobContext context, BucketRef from, BucketRef to, String prepend) {
        this.context = context;
        this.from = from;
        this.to = to;
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
        Optional<Reading> found = context.store().read(from.id(), source);
        if (found.isEmpty()) {
            return false;
        }
        try (Reading reading = found.get()) {
            ObjectName name = new ObjectName(prepend + source.value());
            NodeId home = context.homeOf(to.name(), name);
            if (home.equals(context.self())) {
                copyHere(reading, name);
            } else {
                send(home, reading, name);
            }
            context.countLocal(1, reading.size());
        } catch (IllegalArgumentException tooLong) {
            context.objectError(source.value(), String.valueOf(tooLong.getMessage()));
        }
        return true;
    }

    /** The receiver skips what it has; asked before where the content is long, or where a former attempt may have sent it. */
    private void send(NodeId home, Reading reading, ObjectName name) throws IOException {
        boolean asked = context.attempt() > 1 || reading.size() >= ASK_FIRST_BYTES;
        if (asked && context.peers().has(home, to, name, reading.metadata())) {
            return;
        }
        context.checkpoint();
        context.peers().put(home, to, name, reading, new VersionRule.Next(context.mapVersion()));
        context.countSent(1, reading.size());
    }

    private void copyHere(Reading reading, ObjectName name) throws IOException {
        if (!alreadyThere(reading, name)) {
            write(reading, name);
        }
    }

    private boolean alreadyThere(Reading reading, ObjectName name) throws IOException {
        return context.store()
                .stat(to.id(), name)
                .filter(present -> present.sameContent(reading.metadata()))
                .isPresent();
    }

    private void write(Reading reading, ObjectName name) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate((int) Math.max(1, Math.min(reading.size(), CHUNK_BYTES)));
        try (Writing writing = context.store().write(to.id(), name)) {
            long position = 0;
            while (position < reading.size()) {
                context.checkpoint();
                int got = reading.read(chunk.clear(), position);
                if (got < 0) {
                    throw new IOException(reading.metadata().info().name() + " became shorter while it was copied");
                }
                position += got;
                writing.write(chunk.flip());
            }
            if (writing.xxh64() != reading.metadata().info().xxh64()) {
                context.objectError(
                        reading.metadata().info().name().value(), "its content does not have its checksum; not copied");
                return;
            }
            context.checkpoint();
            CommitOutcome outcome = writing.commit(
                    new VersionRule.Next(context.mapVersion()),
                    reading.metadata().custom());
            if (outcome instanceof CommitOutcome.Superseded) {
                context.objectError(name.value(), "a newer object is there; not replaced");
            }
        } catch (StoreFailure.BucketDropped e) {
            throw new IOException("bucket " + to.name().shown() + " was destroyed", e);
        }
    }
}
