/**
 * Contents of the world outside, over http and https: every connection goes to an address that was judged, and to no other; a content
 * that stopped is resumed only when the server vouches that it is still the same. Blocks the thread that calls; bounded in memory and
 * time. Knows neither jobs nor objects.
 */
@NullMarked
package infocenter.target.fetch;

import org.jspecify.annotations.NullMarked;
