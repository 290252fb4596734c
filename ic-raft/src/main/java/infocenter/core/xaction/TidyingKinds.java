package infocenter.core.xaction;

import infocenter.core.xaction.Kind.Argument;
import infocenter.core.xaction.Kind.Scope;
import infocenter.core.xaction.Kind.Type;
import java.util.List;

/** Kinds that make room on targets, each on its own disks. */
final class TidyingKinds {
    static final Kind LRU = new Kind(
            "lru",
            "Remove what was not used for longest",
            Scope.CLUSTER,
            true,
            false,
            false,
            List.of(),
            1,
            Policy.RESTART,
            KindParts.WINDOW,
            KindParts.STOP,
            List.of(new Argument(
                    "force", Type.BOOLEAN, false, "of every bucket, not only of those whose property lru is on", 0, 0)),
            List.of());

    static final Kind CLEANUP = new Kind(
            "cleanup",
            "Remove litter",
            Scope.CLUSTER,
            true,
            false,
            false,
            List.of(),
            1,
            Policy.RESTART,
            KindParts.WINDOW,
            KindParts.STOP,
            List.of(),
            List.of());

    private TidyingKinds() {}
}
