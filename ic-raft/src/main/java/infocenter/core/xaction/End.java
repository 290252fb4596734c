package infocenter.core.xaction;

/**
 * Stored once, at the first terminal phase, and never changed.
 *
 * @param atMillis elapsed time; retention counts from here
 * @param atShownMillis wall time
 * @param cause of an abort: client or system; of a finish: the origin client
 * @param error empty when all went well
 */
public record End(long atMillis, long atShownMillis, Origin cause, String error) {}
