package infocenter.settings;

import infocenter.node.BuildLevel;

/**
 * How a node stands to its cluster.
 *
 * @param rehearsedLevel feature level that this process says it understands; 0 for what its build does
 */
public record ClusterSettings(
        @Setting(
                help =
                        "for rehearsals of an upgrade only: the feature level that this process says it understands; 0 for"
                                + " what its build understands",
                value = "0")
        int rehearsedLevel) {
    /** As the build is. */
    public static final ClusterSettings STANDARD = new ClusterSettings(0);

    public ClusterSettings {
        Bounds.between("rehearsedLevel", rehearsedLevel, 0, 1_000);
    }

    /** Highest feature level that this process understands. */
    public int understands() {
        return rehearsedLevel == 0 ? BuildLevel.UNDERSTANDS : rehearsedLevel;
    }
}
