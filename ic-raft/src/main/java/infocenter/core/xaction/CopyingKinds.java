package infocenter.core.xaction;

import infocenter.core.xaction.Kind.Argument;
import infocenter.core.xaction.Kind.Scope;
import infocenter.core.xaction.Kind.Type;
import java.util.List;

/** Kinds that write objects made of other objects of the cluster. */
final class CopyingKinds {
    static final Kind COPY_BUCKET = new Kind(
            "copy-bucket",
            "Copy bucket",
            Scope.TWO_BUCKETS,
            true,
            false,
            false,
            List.of(),
            1_000,
            Policy.RESTART,
            Kinds.WINDOW,
            Kinds.STOP,
            List.of(
                    Kinds.PREFIX,
                    new Argument(
                            "prepend", Type.STRING, false, "put in front of every name at the destination", 0, 1_024)),
            List.of());

    private CopyingKinds() {}
}
