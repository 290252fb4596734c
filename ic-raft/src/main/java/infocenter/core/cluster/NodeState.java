package infocenter.core.cluster;

/** Whether a node counts, decided by log entries alone. */
public enum NodeState {
    UP,
    DOWN,
    MAINTENANCE,
    DECOMMISSIONED,
    EVICTED;

    /** The name used on the wire: lower case. */
    public String shown() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
