package infocenter.target.store;

import infocenter.core.bucket.ObjectName;

/**
 * What a list says of an object.
 *
 * @param name within its bucket
 * @param size of the content, in bytes
 * @param xxh64 checksum of the content: XXH64 with seed 0
 * @param version the higher one wins
 * @param createdMillis wall time of the write, for display
 */
public record ObjectInfo(ObjectName name, long size, long xxh64, ObjectVersion version, long createdMillis) {

    /** The checksum as headers and people see it: 16 lower-case hex digits. */
    public String checksum() {
        return Xxh64.hex(xxh64);
    }
}
