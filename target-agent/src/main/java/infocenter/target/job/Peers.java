package infocenter.target.job;

import infocenter.core.bucket.BucketRef;
import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.NodeId;
import infocenter.target.store.Content;
import infocenter.target.store.CustomMetadata;
import infocenter.target.store.ObjectMetadata;
import infocenter.target.store.ObjectVersion;
import infocenter.target.store.VersionRule;
import infocenter.target.store.Writing;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Objects of other targets. Each call carries this target's incarnation and map version, so that a target which was given up changes
 * nothing elsewhere; blocks the calling worker; calls {@link JobContext#checkpoint()} before it begins and while it streams. A target
 * that cannot be reached, or asks to come again, is tried for 20 s, then the call fails with {@link PeerAway}. Bounded: 5 s to connect, 30 s
 * without progress. What goes wrong with this target's own disks is thrown as it is, at once.
 */
public interface Peers {
    /**
     * Copies a content, its custom metadata and checksum to another target; durable there when this returns.
     *
     * @param rule {@code Next} makes it the successor of what is there, {@code Exactly} keeps a version and loses to a higher one
     * @throws IOException with a message that names the target and why it refused or could not be reached
     */
    void put(NodeId target, BucketRef bucket, ObjectName name, Content content, VersionRule rule) throws IOException;

    /** Whether another target has an object of that name with the same content and custom metadata, in whatever version. */
    boolean has(NodeId target, BucketRef bucket, ObjectName name, ObjectMetadata wanted) throws IOException;

    /** Custom metadata of an object at another target; empty when there is none of that name. */
    Optional<CustomMetadata> custom(NodeId target, BucketRef bucket, ObjectName name) throws IOException;

    /**
     * Makes a content, whose size is not known before, the successor of what another target has; durable there when this returns. May ask
     * for the content again, when the other target could not take it at first.
     *
     * @throws IOException as {@code content} threw it, and then nothing has changed there; or with a message that names the target
     */
    void stream(NodeId target, BucketRef bucket, ObjectName name, CustomMetadata custom, Streaming content)
            throws IOException;

    /** Writes a content from its beginning. */
    interface Streaming {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * What another target itself has of a name, for comparing: its version, an object's or a tombstone's. Of a version that is told
     * nothing is under way any more: it is durable there.
     */
    Optional<Found> find(NodeId target, BucketRef bucket, ObjectName name) throws IOException;

    /**
     * Version of what another target has.
     *
     * @param deleted true for a tombstone
     */
    record Found(ObjectVersion version, boolean deleted) {}

    /**
     * Fetches an object of another target into a writing of this one and commits it there as it is; false when there is none.
     * Never tried again in the middle.
     */
    boolean fetch(NodeId target, BucketRef bucket, ObjectName name, Writing into) throws IOException;

    /**
     * Brings an object to its home as it is; when this returns true, the home has it, or something newer, durably.
     *
     * @param beforeBytes told before each piece how long it is; may wait
     * @return false when the bucket does not exist there
     */
    boolean move(NodeId target, BucketRef bucket, Content content, VersionRule.Exactly rule, IntConsumer beforeBytes)
            throws IOException;

    /** The same for a tombstone. */
    boolean bury(NodeId target, BucketRef bucket, ObjectName name, VersionRule.Exactly rule) throws IOException;

    /**
     * Deletes at another target.
     *
     * @return false when there was nothing
     */
    boolean delete(NodeId target, BucketRef bucket, ObjectName name) throws IOException;
}
