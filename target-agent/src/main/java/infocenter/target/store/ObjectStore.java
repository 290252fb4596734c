package infocenter.target.store;

import infocenter.core.bucket.ObjectName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects of a target, by bucket id and name. What was acknowledged is durable; at any moment, also after a loss of
 * power, a name has either its old object or its new one, never half of either.
 *
 * <p>Calls block on disks; any number of threads. A new name goes to the mount path that rendezvous hashing picks and
 * stays there. Lists come from an index in memory, made from the disks at the start; {@link StoreLimits} bounds it.
 * Failures are {@link StoreFailure}s, each of one mount path.
 */
public final class ObjectStore implements AutoCloseable {

    static final Logger LOG = LoggerFactory.getLogger(ObjectStore.class);

    private final Mounts mounts;
    private final StoreLimits limits;
    private final ObjectIndex index;
    private final Commit commit;
    private final Removal removal;
    private final NameLocks locks = new NameLocks();
    private final MountLocks mountLocks = new MountLocks();
    private final Recovery recovery;
    private final AccessTimes accessTimes;
    private final Clock clock;
    private volatile Keeping keeping = Keeping.ALONE;

    private ObjectStore(Mounts mounts, StoreLimits limits, Clock clock, Durability durability) throws IOException {
        this.mounts = mounts;
        this.limits = limits;
        MountFiles files = new MountFiles(new SharedForces(durability));
        this.index = new ObjectIndex(limits.indexBytesMax());
        this.commit = new Commit(index, files, locks, () -> keeping, clock);
        this.removal = new Removal(mounts, index, files, locks, commit);
        this.accessTimes = new AccessTimes(clock);
        this.clock = clock;
        StartScan scan = new StartScan(index, files);
        try {
            for (Mount mount : mounts.all()) {
                mountLocks.take(mount);
            }
            mounts.all().forEach(scan::scan);
            mounts.requireOne();
        } catch (StoreFailure unusable) {
            mountLocks.close();
            throw unusable;
        }
        this.recovery = scan.found();
    }

    /**
     * Starts on these mount paths: removes what a crash left and reads the name, version and checksum of every object.
     * A mount path that cannot be read is left out, and its names fail, unless all are.
     *
     * @throws IllegalArgumentException without a mount path, or if one lies within another
     * @throws StoreFailure.InUse if another store works there
     */
    public static ObjectStore open(List<MountPath> paths, StoreLimits limits, Clock clock) throws IOException {
        return open(paths, limits, clock, Durability.Disk.INSTANCE);
    }

    static ObjectStore open(List<MountPath> paths, StoreLimits limits, Clock clock, Durability durability)
            throws IOException {
        ObjectStore store = new ObjectStore(new Mounts(paths), limits, clock, durability);
        LOG.atInfo().addKeyValue("outcome", store.recovery).log("object store is open at {}", store.mounts);
        return store;
    }

    /** From now on names are kept by that map; before the doors open. */
    public void keptBy(Keeping map) {
        this.keeping = map;
    }

    /** Names that move between targets. */
    public Moves moves() {
        return new Moves(this, index, removal, clock);
    }

    Keeping keeping() {
        return keeping;
    }

    /** What was found and removed at the start. */
    public Recovery recovery() {
        return recovery;
    }

    /** From now on nobody changes objects of buckets that this is true for; it is asked for each change and answers at once. */
    public void closed(LongPredicate buckets) {
        index.closed(buckets);
    }

    /** Returns when every change that had begun before is over. */
    public void awaitChanges() throws StoreFailure {
        locks.aloneInAll(() -> "");
    }

    /** Begins a content for this name; nothing of it is seen before its commit. */
    public Writing write(long bucketId, ObjectName name) throws StoreFailure {
        BucketIndex bucket = index.bucket(bucketId);
        IndexEntry present = bucket.find(name);
        if (present == null) {
            index.requireRoom(name);
        }
        Mount mount = present == null ? mounts.home(bucketId, name) : present.mount();
        mount.requireTrusted();
        return new Writing(commit, bucketId, name, bucket, mount);
    }

    /** Begins bytes that may become a part of that name's content. */
    public Staged stage(long bucketId, ObjectName name) throws StoreFailure {
        return new Staged(mounts.home(bucketId, name));
    }

    /** All that is stored beside the content; empty if there is no such object. */
    public Optional<ObjectMetadata> stat(long bucketId, ObjectName name) throws StoreFailure {
        Optional<Reading> reading = read(bucketId, name);
        reading.ifPresent(Reading::close);
        return reading.map(Reading::metadata);
    }

    /** Opens the present content; empty if there is no such object. */
    public Optional<Reading> read(long bucketId, ObjectName name) throws StoreFailure {
        IndexEntry entry = findObject(bucketId, name);
        if (entry == null) {
            mounts.home(bucketId, name).requireKnown();
            return Optional.empty();
        }
        Path file = entry.mount().layout().object(bucketId, name);
        try {
            return opened(file, bucketId);
        } catch (NoSuchFileException deletedMeanwhile) {
            return locks.alone(bucketId, name, () -> readAgain(bucketId, name));
        } catch (IOException failed) {
            throw entry.mount().failure(failed, 0);
        }
    }

    /** What is here of that name, a tombstone too; empty if nothing is. */
    public Optional<Kept> find(long bucketId, ObjectName name) throws StoreFailure {
        BucketIndex bucket = index.present(bucketId);
        IndexEntry entry = bucket == null ? null : bucket.find(name);
        if (entry == null) {
            mounts.home(bucketId, name).requireKnown();
            return Optional.empty();
        }
        return Optional.of(entry.kept(name));
    }

    /**
     * Removes the object for good, under the map of this moment; what it was, or empty if there was none. Leaves a
     * tombstone while an older version may be elsewhere.
     *
     * @throws StoreFailure.NotKept if another target keeps the name
     */
    public Optional<ObjectInfo> delete(long bucketId, ObjectName name) throws StoreFailure {
        return delete(bucketId, name, keeping.mapVersion());
    }

    /** The same for a request that was made under that map version. */
    public Optional<ObjectInfo> delete(long bucketId, ObjectName name, long mapVersion) throws StoreFailure {
        return removal.delete(bucketId, name, mapVersion, present -> true);
    }

    /** Removes the object if it still has this version; whether it had. */
    public boolean deleteIf(long bucketId, ObjectName name, ObjectVersion version) throws StoreFailure {
        return removal.delete(
                        bucketId,
                        name,
                        keeping.mapVersion(),
                        present -> present.version().equals(version))
                .isPresent();
    }

    /**
     * One page of a bucket, from memory. A page is not of one moment: what changes while somebody pages may or may not
     * be seen, what does not change is seen once.
     *
     * @param prefix of the names; empty for all
     * @param after only names behind this one, by UTF-8 bytes; empty for the first page
     * @param limit rows, 1 to {@link StoreLimits#pageMax}
     */
    public ListPage list(long bucketId, String prefix, String after, int limit) {
        if (limit < 1 || limit > limits.pageMax()) {
            throw new IllegalArgumentException("page limit must be 1 to " + limits.pageMax() + ": " + limit);
        }
        BucketIndex bucket = index.present(bucketId);
        return bucket == null ? new ListPage(List.of(), false) : bucket.page(prefix, after, limit);
    }

    /** The same for a client, whose reading counts as use of the object. */
    public Optional<Reading> use(long bucketId, ObjectName name) throws StoreFailure {
        Optional<Reading> reading = read(bucketId, name);
        reading.ifPresent(open -> accessTimes.used(open.file()));
        return reading;
    }

    /** The object as one that may go, with the time of its last use; empty when it is gone. */
    public Optional<Unused> unused(long bucketId, ObjectInfo object) throws StoreFailure {
        IndexEntry entry = findObject(bucketId, object.name());
        return entry == null
                ? Optional.empty()
                : accessTimes
                        .of(entry, bucketId, object.name())
                        .map(used -> new Unused(
                                bucketId,
                                entry.info(object.name()),
                                entry.mount().root(),
                                used));
    }

    /** Removes it unless it was replaced or used since; whether it did. */
    public boolean evict(Unused unused) throws StoreFailure {
        return unused(unused.bucketId(), unused.object()).filter(unused::equals).isPresent()
                && deleteIf(
                        unused.bucketId(),
                        unused.object().name(),
                        unused.object().version());
    }

    /** Removes what failures left; see {@link Litter}. Every mount path that is trusted is tried; the first failure is thrown at the end. */
    public Litter removeLitter() throws StoreFailure {
        Litter removed = new Litter(0, 0);
        StoreFailure failure = null;
        for (Mount mount : mounts.all()) {
            try {
                mount.requireTrusted();
                Litter here = Litter.remove(mount, clock.millis());
                removed = new Litter(removed.files() + here.files(), removed.bytes() + here.bytes());
            } catch (StoreFailure failed) {
                failure = failure == null ? failed : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return removed;
    }

    /** Ids of the buckets that have a folder here, whether there are objects in it or not. */
    public SortedSet<Long> folders() throws StoreFailure {
        SortedSet<Long> ids = new TreeSet<>(index.ids());
        for (Mount mount : mounts.all()) {
            if (!mount.isLeftOut()) {
                ids.addAll(StartScan.buckets(mount));
            }
        }
        return ids;
    }

    /** Ids of the buckets that have objects or tombstones here. */
    public SortedSet<Long> buckets() {
        return index.ids();
    }

    /** Heap that the index of names takes at most; its limit is {@link StoreLimits#indexBytesMax}. */
    public long indexBytes() {
        return index.bytes();
    }

    /** Each mount path's bytes, in the order of the paths. */
    /** Looks whether each mount path takes writes, for {@link #usage}; blocks on disks. */
    public void look() {
        mounts.all().forEach(Mount::look);
    }

    /** At this moment, and as the last {@link #look} found them. */
    public List<MountUsage> usage() {
        return mounts.usage();
    }

    /**
     * Removes a bucket with all its objects; how many. Writings into it that are under way fail at their commit. Returns
     * when the names are gone for good and the bytes are free.
     */
    public int dropBucket(long bucketId) throws StoreFailure {
        return removal.drop(bucketId);
    }

    /** Puts all that is here aside, below {@code forgotten/<label>} of each mount path; how many objects. Again: the rest. */
    public int putAside(String label) throws StoreFailure {
        return new PutAside(mounts, index, removal.files(), locks).all(folders(), label);
    }

    /** Lets other processes have the mount paths. Readings and writings must be over. */
    @Override
    public void close() throws IOException {
        mountLocks.close();
    }

    private Optional<Reading> readAgain(long bucketId, ObjectName name) throws StoreFailure {
        IndexEntry entry = findObject(bucketId, name);
        if (entry == null) {
            return Optional.empty();
        }
        Path file = entry.mount().layout().object(bucketId, name);
        try {
            return opened(file, bucketId);
        } catch (NoSuchFileException removedByOthers) {
            throw new StoreFailure.Damaged(file, "it is missing");
        } catch (IOException failed) {
            throw entry.mount().failure(failed, 0);
        }
    }

    /** Empty when a delete has put its tombstone there meanwhile. */
    private static Optional<Reading> opened(Path file, long bucketId) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try {
            Trailer trailer = Trailer.read(channel, file);
            ObjectMetadata metadata = trailer.of(bucketId, file);
            if (trailer.deleted()) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new Reading(metadata, channel, file));
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private @Nullable IndexEntry findObject(long bucketId, ObjectName name) {
        BucketIndex bucket = index.present(bucketId);
        return bucket == null ? null : bucket.findObject(name);
    }
}
