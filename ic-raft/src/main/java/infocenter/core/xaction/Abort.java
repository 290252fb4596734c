package infocenter.core.xaction;

/**
 * The logged intent to end a xaction; it sticks (promise G5).
 *
 * @param sequence of the command that caused it; the stop orders carry it
 * @param cause client, or system (start-by passed, target lost, bucket destroyed, restore)
 * @param caller who and why
 * @param atMillis elapsed time
 * @param atShownMillis wall time
 */
public record Abort(long sequence, Origin cause, Caller caller, long atMillis, long atShownMillis) {}
