package infocenter.core.xaction;

import infocenter.core.xaction.Kind.Argument;
import infocenter.core.xaction.Kind.Scope;
import infocenter.core.xaction.Kind.Type;
import java.util.List;

/** Kinds that remove objects. */
final class RemovingKinds {
    static final Kind DELETE = new Kind(
            "delete",
            "Delete objects",
            Scope.BUCKET,
            true,
            false,
            false,
            List.of(),
            1_000,
            Policy.RESTART,
            KindParts.WINDOW,
            KindParts.STOP,
            List.of(
                    new Argument("names", Type.NAMES, false, "names to delete", 1, 100_000),
                    KindParts.TEMPLATE,
                    new Argument("prefix", Type.STRING, false, "every name that starts with this", 1, 1_024)),
            List.of("names", "template", "prefix"));

    private RemovingKinds() {}
}
