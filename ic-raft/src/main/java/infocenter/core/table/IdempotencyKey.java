package infocenter.core.table;

import infocenter.core.xaction.XactionId;

/**
 * A start that must not happen twice.
 *
 * @param id the row it made; the key may outlive it
 * @param bodyHash of the request it belongs to
 * @param expiresMillis elapsed time; the window is 24 hours
 */
public record IdempotencyKey(XactionId id, String bodyHash, long expiresMillis) {}
