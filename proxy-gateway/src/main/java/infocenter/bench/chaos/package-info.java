/**
 * What {@code scripts/chaos} runs: clients that start, look, list and abort through every gateway and record what they were told, while
 * faults are injected and healed by a plan that follows from a seed; and the looks at the end. One thread a client and one for the faults;
 * everything shared is thread-safe.
 */
@NullMarked
package infocenter.bench.chaos;

import org.jspecify.annotations.NullMarked;
