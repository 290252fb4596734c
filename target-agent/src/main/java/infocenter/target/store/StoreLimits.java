package infocenter.target.store;

/**
 * What the store bounds besides the capacity of each mount path.
 *
 * @param objectsMax objects of all mount paths together, since the sorted index of them is in memory; one more name is
 *     {@link StoreFailure.TooManyObjects}
 * @param pageMax rows of one list page; more is an {@link IllegalArgumentException}
 */
public record StoreLimits(int objectsMax, int pageMax) {

    /** Heap that one object takes in the index, with a name of 64 characters; measured 220 on a 64-bit JVM. */
    static final int INDEX_BYTES_PER_OBJECT = 300;

    static final int PAGE_MAX = 10_000;

    public StoreLimits {
        if (objectsMax < 1 || pageMax < 1) {
            throw new IllegalArgumentException(
                    "objectsMax and pageMax must be positive: " + objectsMax + ", " + pageMax);
        }
    }

    /** The default: the index may take half of this heap, so 111,848 objects with 64 MiB. */
    public static StoreLimits forHeap(long heapBytes) {
        long objects = heapBytes / 2 / INDEX_BYTES_PER_OBJECT;
        return new StoreLimits((int) Math.max(1, Math.min(objects, Integer.MAX_VALUE)), PAGE_MAX);
    }
}
