package infocenter.core.xaction;

import infocenter.core.xaction.Kind.Argument;
import infocenter.core.xaction.Kind.Scope;
import infocenter.core.xaction.Kind.Type;
import java.util.List;

/** Kinds that the cluster starts by itself. */
public final class SystemKinds {
    /** The only argument of {@link #REBALANCE}: version of the placement that objects shall follow, the active one. */
    public static final String VERSION = "version";

    /**
     * Moves objects to where the active placement wants them. Goes to every target that is up and may have objects that belong
     * elsewhere, also to those that the placement does not name. Excludes what walks or writes many objects of a target; listings go
     * on, since merged lists drop duplicates.
     */
    public static final Kind REBALANCE = new Kind(
            "rebalance",
            "Rebalance",
            Scope.CLUSTER,
            false,
            false,
            false,
            List.of(
                    "copy-bucket",
                    "copy-objects",
                    "delete",
                    "download",
                    "transform",
                    "rename-bucket",
                    "promote",
                    "lru",
                    "cleanup"),
            1,
            Policy.RESTART,
            KindParts.WINDOW,
            KindParts.STOP,
            List.of(new Argument(VERSION, Type.INTEGER, true, "version of the active placement", 1, Long.MAX_VALUE)),
            List.of());

    private SystemKinds() {}
}
