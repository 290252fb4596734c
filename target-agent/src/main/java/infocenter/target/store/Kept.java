package infocenter.target.store;

/**
 * What is here of a name: an object, or the trace that a delete left (a tombstone), which wins over older versions that
 * come from elsewhere.
 *
 * @param info of a tombstone: no content, the version of the delete and its time
 * @param deleted true for a tombstone
 */
public record Kept(ObjectInfo info, boolean deleted) {

    public ObjectVersion version() {
        return info.version();
    }
}
