package infocenter.target.store;

/**
 * What the store bounds besides the capacity of each mount path.
 *
 * @param indexBytesMax heap for the sorted index of all objects of all mount paths; a new name that would need more is
 *     {@link StoreFailure.IndexFull}
 * @param pageMax rows of one list page; more is an {@link IllegalArgumentException}
 */
public record StoreLimits(long indexBytesMax, int pageMax) {

    /** Heap that one object takes in the index beside the characters of its name; measured 131 on a 64-bit JVM. */
    private static final int BYTES_PER_OBJECT = 140;

    private static final int PAGE_MAX = 10_000;

    public StoreLimits {
        if (indexBytesMax < 1 || pageMax < 1) {
            throw new IllegalArgumentException(
                    "indexBytesMax and pageMax must be positive: " + indexBytesMax + ", " + pageMax);
        }
    }

    /** The default: the index may take half of this heap, so 64 MiB are enough for 125,000 names of 64 characters. */
    public static StoreLimits forHeap(long heapBytes) {
        return new StoreLimits(Math.max(1, heapBytes / 2), PAGE_MAX);
    }

    /** What a name costs at most: two bytes a character, although one is enough for most names. */
    static int indexBytes(String name) {
        return BYTES_PER_OBJECT + 2 * name.length();
    }
}
