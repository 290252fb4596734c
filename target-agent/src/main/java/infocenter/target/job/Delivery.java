package infocenter.target.job;

import infocenter.core.bucket.BucketRef;
import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.NodeId;
import infocenter.target.store.CommitOutcome;
import infocenter.target.store.Content;
import infocenter.target.store.StoreFailure;
import infocenter.target.store.VersionRule;
import infocenter.target.store.Writing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

/** Brings contents into a bucket, each to the target that keeps it, and skips what is there already. Thread-safe for different names. */
final class Delivery {
    private static final int CHUNK_BYTES = 256 * 1024;

    /** From here on a question costs less than sending in vain. */
    private static final long ASK_FIRST_BYTES = 1024 * 1024;

    private final JobContext context;
    private final BucketRef to;

    Delivery(JobContext context, BucketRef to) {
        this.context = context;
        this.to = to;
    }

    /**
     * Makes it the object of that name; durable when this returns true. False when it could not become that object and the run goes on:
     * that is noted under the source's name.
     */
    boolean bring(Content content, ObjectName name, String source) throws IOException {
        AtomicBoolean there = new AtomicBoolean(true);
        new AtHome(context).on(to.name(), name, home -> {
            if (!home.equals(context.self())) {
                send(home, content, name);
            } else if (!alreadyHere(content, name)) {
                there.set(write(content, name, source));
            }
        });
        if (there.get()) {
            context.countLocal(1, content.size());
        }
        return there.get();
    }

    /** The receiver skips what it has; asked before where the content is long, or where a former attempt may have sent it. */
    private void send(NodeId home, Content content, ObjectName name) throws IOException {
        boolean asked = context.attempt() > 1 || content.size() >= ASK_FIRST_BYTES;
        if (asked && context.peers().has(home, to, name, content.metadata())) {
            return;
        }
        context.checkpoint();
        context.peers().put(home, to, name, content, new VersionRule.Next(context.mapVersion()));
        context.countSent(1, content.size());
    }

    /** While an older version may be elsewhere, what is here may be older still, so it is no proof. */
    private boolean alreadyHere(Content content, ObjectName name) throws IOException {
        return !context.store().moves().mayBeElsewhere(to.id(), name)
                && context.store()
                        .stat(to.id(), name)
                        .filter(present -> present.sameContent(content.metadata()))
                        .isPresent();
    }

    private boolean write(Content content, ObjectName name, String source) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate((int) Math.max(1, Math.min(content.size(), CHUNK_BYTES)));
        try (Writing writing = context.store().write(to.id(), name)) {
            long position = 0;
            while (position < content.size()) {
                context.checkpoint();
                int got = content.read(chunk.clear(), position);
                if (got < 0) {
                    throw new IOException(source + " became shorter while it was copied");
                }
                position += got;
                writing.write(chunk.flip());
            }
            if (writing.xxh64() != content.metadata().info().xxh64()) {
                context.objectError(source, "its content does not have its checksum; not copied");
                return false;
            }
            context.checkpoint();
            CommitOutcome outcome = writing.commit(
                    new VersionRule.Next(context.mapVersion()),
                    content.metadata().custom());
            if (outcome instanceof CommitOutcome.Superseded) {
                context.objectError(name.value(), "a newer object is there; not replaced");
                return false;
            }
            return true;
        } catch (StoreFailure.BucketDropped e) {
            throw new IOException("bucket " + to.name().shown() + " was destroyed", e);
        }
    }
}
