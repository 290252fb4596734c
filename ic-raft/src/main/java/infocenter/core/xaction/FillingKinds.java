package infocenter.core.xaction;

import infocenter.core.xaction.Kind.Argument;
import infocenter.core.xaction.Kind.Scope;
import infocenter.core.xaction.Kind.Type;
import java.util.List;

/** Kinds that fill a bucket with what was under another name, or in no bucket. */
public final class FillingKinds {
    /** Name of the kind that renames a bucket. A constant, so that who knows it does not begin the table of kinds. */
    public static final String RENAME = "rename-bucket";

    /**
     * Homes of objects follow from the name of their bucket, so a new name means new homes: the objects are copied, and the old bucket
     * ends in the very apply that finishes the xaction well.
     */
    static final Kind RENAME_BUCKET = new Kind(
            RENAME,
            "Rename bucket",
            Scope.TWO_BUCKETS,
            true,
            false,
            false,
            List.of("copy-bucket", "copy-objects", "delete", "download", "transform", "promote", RENAME),
            10,
            Policy.RESTART,
            KindParts.WINDOW,
            KindParts.STOP,
            List.of(),
            List.of());

    static final Kind PROMOTE = new Kind(
            "promote",
            "Promote files",
            Scope.BUCKET,
            true,
            false,
            false,
            List.of(),
            100,
            Policy.RESTART,
            KindParts.WINDOW,
            KindParts.STOP,
            List.of(
                    new Argument(
                            "path", Type.PATH, true, "file or folder below a promote folder of the targets", 2, 4_096),
                    new Argument("prepend", Type.STRING, false, "put in front of every name", 0, 1_024),
                    new Argument(
                            "deleteSource",
                            Type.BOOLEAN,
                            false,
                            "remove each file once its object is durable; default false",
                            0,
                            0)),
            List.of());

    private FillingKinds() {}
}
