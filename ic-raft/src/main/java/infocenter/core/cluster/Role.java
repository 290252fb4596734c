package infocenter.core.cluster;

/** What a node does. */
public enum Role {
    GATEWAY,
    TARGET;

    /** The name used on the wire: lower case. */
    public String shown() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
