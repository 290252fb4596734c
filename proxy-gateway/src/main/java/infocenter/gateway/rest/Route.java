package infocenter.gateway.rest;

import java.util.Set;

/**
 * Where a path leads.
 *
 * @param handler that answers
 * @param query parameters that it takes; null when any may come, since they belong to somebody else
 * @param place where it can be answered
 */
record Route(
        Handler handler, @org.jspecify.annotations.Nullable Set<String> query, Place place) {
    /** Which gateways can answer. */
    enum Place {
        /** Every one. */
        ANYWHERE,
        /** Those that hold the table; others pass the request on before it is looked at. */
        MEMBER,
        /** As {@link #MEMBER}, but the handler looks first and passes on by itself. */
        HANDLER_DECIDES
    }
}
