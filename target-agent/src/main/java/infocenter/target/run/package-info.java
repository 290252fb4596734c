/**
 * What a target may do and does: the fence of (epoch, term), the lease, the order book, the runs and their reports. Doors and the
 * reporter knock. One thread, the <em>orders thread</em>, owns all of it; each run's step belongs to one worker thread at a time.
 * No HTTP here.
 */
@NullMarked
package infocenter.target.run;

import org.jspecify.annotations.NullMarked;
