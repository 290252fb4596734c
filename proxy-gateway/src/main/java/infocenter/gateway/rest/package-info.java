/**
 * The clean public door, {@code /ic/v1}: translates HTTP to use cases and back, and holds no rule of its own. Its routes are those of
 * {@code openapi.yaml}, bound by operation id. Everything here runs on the event loop of the request; use cases complete elsewhere,
 * so {@link infocenter.gateway.rest.Call} hops back.
 */
@NullMarked
package infocenter.gateway.rest;

import org.jspecify.annotations.NullMarked;
