/**
 * Objects in the words of AIStore's clients: {@code /v1/objects/...} at a target. Holds no rule: what may be done, and where, is said by
 * {@link infocenter.target.rest.ClientObjects}. Called on event loops.
 */
@NullMarked
package infocenter.target.ais;

import org.jspecify.annotations.NullMarked;
