/** Objects in the words of AIStore's clients: a gateway holds none and says which target does. */
@NullMarked
package infocenter.gateway.ais.object;

import org.jspecify.annotations.NullMarked;
