package infocenter.core.supervise;

import infocenter.core.xaction.XactionId;

/**
 * What a change would mean for one xaction.
 *
 * @param id the row
 * @param kind its kind
 * @param lot what becomes of it
 * @param why in words
 */
public record Fate(XactionId id, String kind, Lot lot, String why) {
    /** From worst to mildest. */
    public enum Lot {
        /** It is aborted. */
        ENDS,
        /** It is aborted unless it ends by itself soon enough. */
        MUST_END,
        /** It goes on without a target and ends with an error. */
        DEGRADES,
        /** It waits for a target to come back. */
        WAITS;

        /** The name used on the wire: lower case with a hyphen. */
        public String shown() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
