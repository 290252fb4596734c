package infocenter.core.xaction;

import infocenter.core.xaction.Kind.Argument;
import infocenter.core.xaction.Kind.Scope;
import infocenter.core.xaction.Kind.Type;
import java.time.Duration;
import java.util.List;

/** Kinds that only read. */
final class ListingKinds {
    static final Kind LIST_OBJECTS = new Kind(
            "list-objects",
            "List objects",
            Scope.BUCKET,
            true,
            true,
            true,
            List.of(),
            1_000,
            Policy.CONTINUE,
            Duration.ZERO,
            KindParts.STOP,
            List.of(
                    KindParts.PREFIX,
                    new Argument(
                            "pageSize", Type.INTEGER, false, "names a page, 1 to 10,000; default 1,000", 1, 10_000),
                    new Argument(
                            "idleSeconds",
                            Type.INTEGER,
                            false,
                            "ends after so long without a page, 1 to 3,600; default 30",
                            1,
                            3_600)),
            List.of());

    static final Kind SUMMARY = new Kind(
            "summary",
            "Summary of buckets",
            Scope.ONE_OR_ALL,
            true,
            false,
            true,
            List.of(),
            100,
            Policy.RESTART,
            KindParts.WINDOW,
            KindParts.STOP,
            List.of(KindParts.PREFIX),
            List.of());

    private ListingKinds() {}
}
