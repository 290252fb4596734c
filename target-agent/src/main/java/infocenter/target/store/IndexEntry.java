package infocenter.target.store;

import infocenter.core.bucket.ObjectName;

/** One object, or one tombstone, in the index. Flat numbers instead of the values they make, since there is one of these per object. */
record IndexEntry(
        Mount mount,
        boolean deleted,
        int trailerBytes,
        long size,
        long xxh64,
        long mapVersion,
        long counter,
        long createdMillis) {

    static IndexEntry of(Mount mount, ObjectInfo info, boolean deleted, int trailerBytes) {
        return new IndexEntry(
                mount,
                deleted,
                trailerBytes,
                info.size(),
                info.xxh64(),
                info.version().mapVersion(),
                info.version().counter(),
                info.createdMillis());
    }

    ObjectVersion version() {
        return new ObjectVersion(mapVersion, counter);
    }

    ObjectInfo info(ObjectName name) {
        return new ObjectInfo(name, size, xxh64, version(), createdMillis);
    }

    Kept kept(ObjectName name) {
        return new Kept(info(name), deleted);
    }

    long fileBytes() {
        return size + trailerBytes;
    }
}
