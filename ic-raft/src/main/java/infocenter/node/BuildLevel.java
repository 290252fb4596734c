package infocenter.node;

/**
 * How far this build can read and write what nodes say to each other and keep in the log. Raised by one in each release that adds a
 * command, a field or a rule; what is new is written only once the cluster's feature level has been raised to it.
 */
public final class BuildLevel {
    /** Highest feature level that this build understands. */
    public static final int UNDERSTANDS = 1;

    private BuildLevel() {}
}
