package infocenter.sim;

/**
 * A member's memory up to an entry.
 *
 * @param bytes as {@code SnapshotCodec} wrote them
 * @param group in force at that entry
 */
record Snapshot(long index, long term, byte[] bytes, Group group) {
    static final Snapshot NONE = new Snapshot(0, 0, new byte[0], Group.NONE);
}
