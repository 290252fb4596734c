package infocenter.node;

/**
 * What came back.
 *
 * @param reached false when the target did not answer in time
 * @param answer the encoded {@link SyncAnswer}, empty when not reached
 */
public record ReachAnswer(boolean reached, byte[] answer) {}
