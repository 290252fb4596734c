package infocenter.node;

/**
 * Before a target is marked down, another gateway tries to reach it; if it does, syncs go through it.
 *
 * @param nodeUrl of the target
 * @param sync an encoded {@link SyncRequest} to pass on
 */
public record ReachRequest(String nodeUrl, byte[] sync) {}
