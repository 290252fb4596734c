package infocenter.core.xaction;

import java.util.List;
import java.util.Optional;

/** The one table of kinds. Kept in the core, since admission is decided there and must replay the same for ever. */
public final class Kinds {
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
