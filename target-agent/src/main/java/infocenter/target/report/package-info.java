/**
 * What a target tells gateways and asks of them: its admission, the ends of its runs, the cluster map. Everything is repeated with
 * back-off until it is answered; one event loop runs it. The composition root and the doors knock.
 */
@NullMarked
package infocenter.target.report;

import org.jspecify.annotations.NullMarked;
