/**
 * What {@code scripts/failover} runs: clients that start and look while members die, and a table of how long they had to wait. One
 * thread a client; everything shared is thread-safe.
 */
@NullMarked
package infocenter.bench.failover;

import org.jspecify.annotations.NullMarked;
