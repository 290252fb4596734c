/** AIStore's jobs: its names for kinds, its three views of the table, starts and stops. */
@NullMarked
package infocenter.gateway.ais.job;

import org.jspecify.annotations.NullMarked;
