/**
 * Streams objects through transformers: programs of this machine and HTTP services. Knows neither runs nor doors, which knock here;
 * each transformation has threads of its own, and the thread that asked for it waits.
 */
@NullMarked
package infocenter.target.transform;

import org.jspecify.annotations.NullMarked;
