/**
 * Pure functions that read the value and decide what a leader owes the cluster; they never act. Called by the supervisor's own
 * thread; their results are values that any thread may read. They follow {@code docs/spec/orders.pml}, which says what breaks
 * when a condition is left out.
 */
@NullMarked
package infocenter.core.supervise;

import org.jspecify.annotations.NullMarked;
