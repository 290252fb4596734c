package infocenter.core.xaction;

/**
 * Who asked for a start or an abort, for people who read the row later.
 *
 * @param who user or component name; empty when unknown
 * @param from gateway and remote address
 * @param why reason given; may be empty; at most 1,024 characters
 */
public record Caller(String who, String from, String why) {
    public static final int WHY_CHARS_MAX = 1_024;

    public Caller {
        if (why.length() > WHY_CHARS_MAX) {
            throw new IllegalArgumentException("reason: at most " + WHY_CHARS_MAX + " characters");
        }
    }

    /** The cluster itself. */
    public static Caller system(String why) {
        return new Caller("system", "", why);
    }
}
