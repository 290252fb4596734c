package infocenter.core.xaction;

import infocenter.core.xaction.Kind.Argument;
import infocenter.core.xaction.Kind.Type;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The one table of kinds. Kept in the core, since admission is decided there and must replay the same for ever. */
public final class Kinds {
    /** How long a run of policy restart waits for its target. */
    static final Duration WINDOW = Duration.ofSeconds(30);

    /** How long a target may take to stop a run that checks often whether it shall. */
    static final Duration STOP = Duration.ofSeconds(2);

    static final Argument PREFIX =
            new Argument("prefix", Type.STRING, false, "only names that start with this", 0, 1_024);

    static final Argument TEMPLATE = new Argument(
            "template", Type.TEMPLATE, false, "range of names, for example shard-{0001..0100}.tar", 1, 1_024);

    /** In the order in which they are shown. */
    public static final List<Kind> ALL = List.of(
            ListingKinds.LIST_OBJECTS,
            ListingKinds.SUMMARY,
            CopyingKinds.COPY_BUCKET,
            CopyingKinds.COPY_OBJECTS,
            CopyingKinds.TRANSFORM,
            FillingKinds.RENAME_BUCKET,
            FillingKinds.PROMOTE,
            RemovingKinds.DELETE,
            TidyingKinds.LRU,
            TidyingKinds.CLEANUP,
            ArrivingKinds.DOWNLOAD,
            SystemKinds.REBALANCE);

    private Kinds() {}

    /** The descriptor of that name. */
    public static Optional<Kind> find(String name) {
        return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }
}
