/**
 * Pure functions that read the value and decide what a leader owes the cluster; they never act.
 */
@NullMarked
package infocenter.core.supervise;

import org.jspecify.annotations.NullMarked;
