package infocenter.target.run;

import infocenter.core.bucket.BucketRef;
import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.target.job.JobContext;
import infocenter.target.job.Peers.Found;
import infocenter.target.store.Kept;
import infocenter.target.store.ObjectVersion;
import infocenter.target.store.Reading;
import infocenter.target.store.Writing;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens the newest content of a name for a run, and fetches it first where a former home has it. On the worker of the run's step. */
record NewestRead(JobContext context, MapCopy map) {
    /** Changes of the name while former homes are asked. */
    private static final int ROUNDS_MAX = 8;

    Optional<Reading> open(BucketRef bucket, ObjectName name) throws IOException {
        for (int round = 0; round < ROUNDS_MAX; round++) {
            Kept before = context.store().find(bucket.id(), name).orElse(null);
            Newer newer = newer(bucket, name, before);
            if (newer != null && !newer.found().deleted()) {
                fetch(newer.at(), bucket, name);
                continue;
            }
            Optional<Reading> here =
                    newer == null ? context.store().read(bucket.id(), name) : Optional.<Reading>empty();
            // It may have come, or gone to another home, while former homes were asked.
            if (here.isPresent()
                    || Objects.equals(
                            before, context.store().find(bucket.id(), name).orElse(null))) {
                return here;
            }
        }
        throw new IOException(name + " moves all the time");
    }

    private record Newer(NodeId at, Found found) {}

    /** What a former home has that is newer than what is here; null if there is no such thing. */
    private @Nullable Newer newer(BucketRef bucket, ObjectName name, @Nullable Kept here) throws IOException {
        ObjectVersion best = here == null ? null : here.version();
        Newer newer = null;
        long newerThan = best == null ? 0 : best.mapVersion();
        for (MapCopy.FormerHome home : map.view().formerHomes(bucket.name(), name, context.self(), newerThan)) {
            if (best != null && home.placementVersion() <= best.mapVersion()) {
                break;
            }
            Node node = home.node();
            if (!node.up()) {
                throw new IOException("target " + node.id() + " may have " + name + " and is "
                        + node.state().shown());
            }
            Optional<Found> found = context.peers().find(node.id(), bucket, name);
            if (found.isPresent() && (best == null || found.get().version().compareTo(best) > 0)) {
                best = found.get().version();
                newer = new Newer(node.id(), found.get());
            }
        }
        return newer;
    }

    private void fetch(NodeId from, BucketRef bucket, ObjectName name) throws IOException {
        try (Writing writing = context.store().write(bucket.id(), name)) {
            // Nothing there: it has come here meanwhile, or was deleted; the next round sees which.
            context.peers().fetch(from, bucket, name, writing);
        }
    }
}
