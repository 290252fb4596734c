package infocenter.core.xaction;

import infocenter.core.xaction.Kind.Argument;
import infocenter.core.xaction.Kind.Scope;
import infocenter.core.xaction.Kind.Type;
import java.util.List;

/** Kinds that write objects made of other objects of the cluster. */
final class CopyingKinds {
    private static final Argument PREPEND =
            new Argument("prepend", Type.STRING, false, "put in front of every name at the destination", 0, 1_024);

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
            KindParts.WINDOW,
            KindParts.STOP,
            List.of(KindParts.PREFIX, PREPEND),
            List.of());

    static final Kind COPY_OBJECTS = new Kind(
            "copy-objects",
            "Copy objects",
            Scope.TWO_BUCKETS,
            true,
            false,
            false,
            List.of(),
            1_000,
            Policy.RESTART,
            KindParts.WINDOW,
            KindParts.STOP,
            List.of(
                    new Argument("names", Type.NAMES, false, "names to copy", 1, 100_000),
                    KindParts.TEMPLATE,
                    new Argument("prefix", Type.STRING, false, "every name that starts with this", 1, 1_024),
                    PREPEND),
            List.of("names", "template", "prefix"));

    static final Kind TRANSFORM = new Kind(
            "transform",
            "Transform",
            Scope.TWO_BUCKETS,
            true,
            false,
            false,
            List.of(),
            1_000,
            Policy.RESTART,
            KindParts.WINDOW,
            KindParts.STOP,
            List.of(
                    new Argument("transformer", Type.TRANSFORMER, true, "what each object is streamed through", 1, 64),
                    KindParts.PREFIX,
                    new Argument("names", Type.NAMES, false, "only these objects", 1, 100_000),
                    KindParts.TEMPLATE,
                    PREPEND,
                    new Argument(
                            "stripSuffix",
                            Type.STRING,
                            false,
                            "taken from the end of names that end with it",
                            0,
                            1_024),
                    new Argument("append", Type.STRING, false, "put behind every name at the destination", 0, 1_024)),
            List.of(),
            List.of("prefix", "names", "template"));

    private CopyingKinds() {}
}
