package infocenter.target.job;

import infocenter.core.bucket.BucketRef;
import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.NodeId;
import infocenter.target.store.CommitOutcome;
import infocenter.target.store.ObjectInfo;
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

    private final JobContext context;
    private final BucketRef from;
    private final BucketRef to;
    private final String prepend;

    ObjectCopy(JobContext context, BucketRef from, BucketRef to, String prepend) {
        this.context = context;
        this.from = from;
        this.to = to;
        this.prepend = prepend;
    }

    /** Copies that object; one that was deleted meanwhile is none of ours. A failure of this object alone is noted, and the run goes on. */
    void copy(ObjectInfo source) throws IOException {
        ObjectName name;
        try {
            name = new ObjectName(prepend + source.name().value());
        } catch (IllegalArgumentException e) {
            context.objectError(source.name().value(), String.valueOf(e.getMessage()));
            return;
        }
        Optional<Reading> found = context.store().read(from.id(), source.name());
        if (found.isEmpty()) {
            return;
        }
        try (Reading reading = found.get()) {
            NodeId home = context.homeOf(to.name(), name);
            if (home.equals(context.self())) {
                copyHere(reading, name);
            } else {
                context.checkpoint();
                context.peers().put(home, to, name, reading, new VersionRule.Next(context.mapVersion()));
                context.countSent(1, reading.size());
            }
            context.countLocal(1, reading.size());
        }
    }

    private void copyHere(Reading reading, ObjectName name) throws IOException {
        if (!alreadyThere(reading, name)) {
            write(reading, name);
        }
    }

    private boolean alreadyThere(Reading reading, ObjectName name) throws IOException {
        ObjectInfo wanted = reading.metadata().info();
        return context.store()
                .stat(to.id(), name)
                .filter(present -> present.info().size() == wanted.size()
                        && present.info().xxh64() == wanted.xxh64()
                        && present.custom().equals(reading.metadata().custom()))
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
