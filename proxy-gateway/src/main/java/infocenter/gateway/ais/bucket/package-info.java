/**
 * Buckets, and groups of their objects, in the words of AIStore's clients. Reads and writes JSON and msgpack; what is done, and whether
 * it may be, is said by the use cases. Handlers run on the event loop of their request.
 */
@NullMarked
package infocenter.gateway.ais.bucket;

import org.jspecify.annotations.NullMarked;
