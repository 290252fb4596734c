package infocenter.core.xaction;

/** Who wanted a xaction or its end: a caller, or the cluster itself. */
public enum Origin {
    CLIENT,
    SYSTEM;

    /** The name used on the wire: lower case. */
    public String shown() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
