/** AIStore's downloads: a small language of its own for jobs that fetch contents from elsewhere. */
@NullMarked
package infocenter.gateway.ais.download;

import org.jspecify.annotations.NullMarked;
