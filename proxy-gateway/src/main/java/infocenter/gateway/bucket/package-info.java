/**
 * Use cases that make, change and end buckets.
 */
@NullMarked
package infocenter.gateway.bucket;

import org.jspecify.annotations.NullMarked;
