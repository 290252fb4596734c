package infocenter.target.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Stream;

/** Puts away all that a target has once nobody wants it any more, where people find it; no object of it is served again. */
record PutAside(Mounts mounts, ObjectIndex index, MountFiles files, NameLocks locks) {

    /**
     * Every bucket, into {@code forgotten/<label>} of its mount path; how many objects. Done again it goes on where it stopped.
     * Writings under way fail at their commit. What is put aside takes room until somebody removes it.
     */
    int all(SortedSet<Long> bucketIds, String label) throws StoreFailure {
        return locks.aloneInAll(() -> {
            int objects = 0;
            for (long bucketId : bucketIds) {
                for (Mount mount : mounts.all()) {
                    mount.requireKnown();
                    files.putAside(mount, bucketId, mount.layout().forgotten(label, bucketId));
                }
                objects += forgetNames(bucketId);
            }
            return objects;
        });
    }

    private int forgetNames(long bucketId) {
        int objects = 0;
        BucketIndex bucket = index.drop(bucketId);
        if (bucket != null) {
            for (Map.Entry<String, IndexEntry> entry : bucket.all()) {
                IndexEntry gone = entry.getValue();
                objects += gone.deleted() ? 0 : 1;
                index.leave(entry.getKey());
                index.changed(gone, null);
                gone.mount().gone(gone);
                gone.mount().occupied(gone.fileBytes());
            }
        }
        return objects;
    }

    /** Bytes that lie there since before this start. */
    static long bytes(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        long sum = 0;
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                sum += Files.size(file);
            }
        }
        return sum;
    }
}
