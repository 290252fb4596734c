package infocenter.target.store;

import infocenter.core.bucket.ObjectName;

/**
 * Who keeps which name, by the cluster map of this moment. The store asks while it holds the name's lock, so that a change
 * is either over before this target says that it has taken over another map, or is refused. Any thread; answers at once.
 */
public interface Keeping {

    /** Version of the active placement, which dates what is written here. */
    long mapVersion();

    /**
     * Throws unless this target keeps that name by the active placement of that version, and goes on to keep it by the one
     * that is proposed.
     */
    void requireHome(long bucketId, ObjectName name, long mapVersion) throws StoreFailure;

    /** Throws unless another target keeps that name by the active placement of that version. */
    void requireElsewhere(long bucketId, ObjectName name, long mapVersion) throws StoreFailure;

    /** Whether another target may still hold an older version of that name, so that a delete must leave a trace here. */
    boolean mayBeElsewhere(long bucketId, ObjectName name);

    /** Of a store that is no part of a cluster: every name is at home here. */
    Keeping ALONE = new Keeping() {
        @Override
        public long mapVersion() {
            return 1;
        }

        @Override
        public void requireHome(long bucketId, ObjectName name, long mapVersion) {}

        @Override
        public void requireElsewhere(long bucketId, ObjectName name, long mapVersion) throws StoreFailure {
            throw new StoreFailure.NotKept("no other target keeps " + name);
        }

        @Override
        public boolean mayBeElsewhere(long bucketId, ObjectName name) {
            return false;
        }
    };
}
