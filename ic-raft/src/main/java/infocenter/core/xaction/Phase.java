package infocenter.core.xaction;

/**
 * Where a xaction stands, computed from its runs and its abort intent and never stored (design section 3). It only moves
 * {@code CREATED -> RUNNING -> FINISHED}, or from the first two through {@code ABORTING} (may be skipped) to {@code ABORTED}.
 */
public enum Phase {
    CREATED,
    RUNNING,
    ABORTING,
    FINISHED,
    ABORTED;

    /** True when no later entry can change the row, except that retention removes it. */
    public boolean terminal() {
        return this == FINISHED || this == ABORTED;
    }

    /** The name used on the wire: lower case. */
    public String shown() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
