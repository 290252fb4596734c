/**
 * The door for AIStore's own clients: {@code /v1/...}, a translation to the same use cases as {@code /ic/v1} with no rule of its own.
 * This package holds what every part of it needs: how a request is read, found its handler, and answered. What the calls mean is in
 * the packages below, one {@link infocenter.gateway.ais.AisSlice} each.
 *
 * <p>A slice binds handlers by method, path and, where many calls share one path, by {@code what=} or by the action that stands in the
 * body. Handlers run on the event loop of their request; use cases complete elsewhere, {@link infocenter.gateway.ais.AisCall#when}
 * comes back.
 */
@NullMarked
package infocenter.gateway.ais;

import org.jspecify.annotations.NullMarked;
