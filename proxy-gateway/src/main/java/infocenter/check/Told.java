package infocenter.check;

import org.jspecify.annotations.Nullable;

/**
 * What one answer said of one row; empty texts where it said nothing.
 *
 * @param attrs everything that must not change any more once the row has ended
 */
record Told(String id, String key, String kind, @Nullable RowState state, String cause, String origin, String attrs) {
    static final String SYSTEM = "system";
    static final String CLIENT = "client";

    boolean abortedBySystem() {
        return cause.equals(SYSTEM) && state != null && state.abort();
    }

    boolean ofSystem() {
        return origin.equals(SYSTEM);
    }
}
