package infocenter.check;

/**
 * What the run that made the history allowed.
 *
 * @param allowPurge rows that have ended may be removed
 * @param strictFinish a row finishes only by a recorded finish
 */
record Rules(boolean allowPurge, boolean strictFinish) {}
