package infocenter.target.store;

/**
 * What the store found at its start.
 *
 * @param objects whole objects
 * @param bytes of their contents
 * @param leftovers files removed that were being written or dropped
 * @param olderCopies files removed because another mount path has the name in a newer version
 * @param damaged files put aside because they are no whole objects; nothing that this store does makes such
 * @param foreign entries left alone because this store did not make them
 */
public record Recovery(int objects, long bytes, int leftovers, int olderCopies, int damaged, int foreign) {}
