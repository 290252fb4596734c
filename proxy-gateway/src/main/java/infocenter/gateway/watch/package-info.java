/**
 * Following the table as it changes: one subscription for everybody who waits for a row or watches events. Knows no HTTP. The
 * registry runs on one serial executor; each feed belongs to the event loop of its reader.
 */
@NullMarked
package infocenter.gateway.watch;

import org.jspecify.annotations.NullMarked;
