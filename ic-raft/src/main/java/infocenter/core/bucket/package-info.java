/** Buckets and the names of objects. Immutable values of the pure core. */
@NullMarked
package infocenter.core.bucket;

import org.jspecify.annotations.NullMarked;
