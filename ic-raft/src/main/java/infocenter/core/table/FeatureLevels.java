package infocenter.core.table;

import infocenter.core.cluster.Cluster;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What may be written to the log: nothing that a node of the cluster may not be able to read. The one place where that is decided;
 * asked before a command is logged, and again when it is applied.
 *
 * @param needed level of the first build that can read a command
 */
public record FeatureLevels(ToIntFunction<Command> needed) {
    /** As commands say it themselves. */
    public static final FeatureLevels STANDARD = new FeatureLevels(Command::neededLevel);

    /** Why that command may not be written in a cluster of that level; null when it may. A level never falls, so that holds. */
    public Outcome.@Nullable Refused refuse(Cluster cluster, Command command) {
        int level = needed.applyAsInt(command);
        return level <= Math.max(1, cluster.featureLevel())
                ? null
                : new Outcome.Refused(
                        Reason.FEATURE_LEVEL,
                        Integer.toString(level),
                        "this needs feature level " + level + ", and the cluster is at " + cluster.featureLevel()
                                + ": upgrade every node, then run xic cluster feature-level raise");
    }
}
