package infocenter.target.store;

import infocenter.core.bucket.ObjectName;

/** One object in the index. Flat numbers instead of the values they make, since there is one of these per object. */
record IndexEntry(
        Mount mount, int trailerBytes, long size, long xxh64, long mapVersion, long counter, long createdMillis) {

    static IndexEntry of(Mount mount, ObjectInfo info, int trailerBytes) {
        return new IndexEntry(
                mount,
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

    long fileBytes() {
        return size + trailerBytes;
    }
}
