package infocenter.settings;

import infocenter.node.BuildLevel;
import java.nio.file.Path;

/**
 * How a node stands to its cluster.
 *
 * @param joinSecretFile file whose content all nodes of the cluster have; empty for none
 * @param rehearsedLevel feature level that this process says it understands; 0 for what its build does
 */
public record ClusterSettings(
        @Setting(
                help =
                        "file with a secret that all nodes of the cluster share, 32 characters or more, readable by its owner"
                                + " alone (chmod 600); who does not prove it is not admitted; empty for none",
                value = "\"\"")
        Path joinSecretFile,

        @Setting(
                help =
                        "for rehearsals of an upgrade only: the feature level that this process says it understands; 0 for"
                                + " what its build understands",
                value = "0")
        int rehearsedLevel) {
    /** Without a secret, as the build is. */
    public static final ClusterSettings STANDARD = new ClusterSettings(Path.of(""), 0);

    public ClusterSettings {
        Bounds.between("rehearsedLevel", rehearsedLevel, 0, 1_000);
    }

    /** Highest feature level that this process understands. */
    public int understands() {
        return rehearsedLevel == 0 ? BuildLevel.UNDERSTANDS : rehearsedLevel;
    }
}
