/**
 * Rendezvous hashing: which target is the home of an object, by the rule that AIStore's clients compute as well.
 * Gateways (redirects), targets (refusals, jobs) and the store (mount paths) knock. Pure values, any thread.
 */
@NullMarked
package infocenter.placement;

import org.jspecify.annotations.NullMarked;
