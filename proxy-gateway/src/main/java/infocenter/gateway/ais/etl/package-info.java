/** AIStore's ETLs: here a registered transformer that is a web service somebody runs. */
@NullMarked
package infocenter.gateway.ais.etl;

import org.jspecify.annotations.NullMarked;
