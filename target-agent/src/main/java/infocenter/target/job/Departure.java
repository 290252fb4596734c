package infocenter.target.job;

import infocenter.core.bucket.BucketRef;
import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.NodeId;
import infocenter.target.store.Kept;
import infocenter.target.store.ObjectVersion;
import infocenter.target.store.Reading;
import infocenter.target.store.VersionRule;
import java.io.IOException;
import java.util.Optional;
import java.util.TreeSet;

/** Copies one object or tombstone after the other to its home. One thread at a time. */
final class Departure {
    /** From here on a question costs less than sending in vain; a former attempt may have sent it. */
    private static final long ASK_FIRST_BYTES = 64 * 1024;

    private final JobContext context;
    private final long mapVersion;
    private final Pace pace;
    private final TreeSet<NodeId> away = new TreeSet<>();

    Departure(JobContext context, long mapVersion, Pace pace) {
        this.context = context;
        this.mapVersion = mapVersion;
        this.pace = pace;
    }

    /** What a home has confirmed. */
    record Sent(long bucketId, ObjectName name, ObjectVersion version) {}

    /** Sends it; empty when its home does not have it for certain, which is noted as that object's error, or when it is gone. */
    Optional<Sent> send(BucketRef bucket, Kept kept) throws IOException {
        ObjectName name = kept.info().name();
        NodeId home = context.homeOf(bucket.name(), name);
        if (away.contains(home)) {
            context.objectError(name.value(), "target " + home + " cannot be reached; not moved");
            return Optional.empty();
        }
        try {
            context.checkpoint();
            return copied(home, bucket, kept)
                    ? Optional.of(new Sent(bucket.id(), name, kept.version()))
                    : Optional.empty();
        } catch (PeerAway noAnswer) {
            requireSameMap();
            // One patience for each target, not for each of its objects.
            away.add(home);
            context.objectError(name.value(), String.valueOf(noAnswer.getMessage()));
            return Optional.empty();
        } catch (IOException refused) {
            requireSameMap();
            context.objectError(name.value(), String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    private void requireSameMap() throws IOException {
        if (context.mapVersion() != mapVersion) {
            throw new IOException(
                    "placement " + context.mapVersion() + " is active by now; this run was for " + mapVersion);
        }
    }

    private boolean copied(NodeId home, BucketRef bucket, Kept kept) throws IOException {
        ObjectName name = kept.info().name();
        VersionRule.Exactly rule =
                new VersionRule.Exactly(kept.version(), kept.info().createdMillis(), mapVersion);
        if (kept.deleted()) {
            return context.peers().bury(home, bucket, name, rule);
        }
        if (kept.info().size() >= ASK_FIRST_BYTES && there(home, bucket, kept)) {
            return true;
        }
        Optional<Reading> found = context.store().read(bucket.id(), name);
        if (found.isEmpty()) {
            return false;
        }
        try (Reading content = found.get()) {
            if (!content.metadata().info().version().equals(kept.version())) {
                throw new IOException(name + " has changed at a target that does not keep it");
            }
            if (!context.peers().move(home, bucket, content, rule, pace::await)) {
                return false;
            }
            context.countSent(1, content.size());
            context.countLocal(1, content.size());
            return true;
        }
    }

    private boolean there(NodeId home, BucketRef bucket, Kept kept) throws IOException {
        return context.peers()
                .find(home, bucket, kept.info().name())
                .filter(found -> found.version().compareTo(kept.version()) >= 0)
                .isPresent();
    }
}
