package infocenter.core.xaction;

import infocenter.core.xaction.Kind.Argument;
import infocenter.core.xaction.Kind.Scope;
import infocenter.core.xaction.Kind.Type;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The one table of kinds. Kept in the core, since admission is decided there and must replay the same for ever. */
public final class Kinds {
    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(2);

    private static final Argument PREFIX =
            new Argument("prefix", Type.STRING, false, "only names that start with this", 0, 1_024);

    /** In the order in which they are shown. */
    public static final List<Kind> ALL = List.of(
            new Kind(
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
                    STOP,
                    List.of(
                            PREFIX,
                            new Argument(
                                    "pageSize",
                                    Type.INTEGER,
                                    false,
                                    "names a page, 1 to 10,000; default 1,000",
                                    1,
                                    10_000),
                            new Argument(
                                    "idleSeconds",
                                    Type.INTEGER,
                                    false,
                                    "ends after so long without a page, 1 to 3,600; default 30",
                                    1,
                                    3_600)),
                    List.of()),
            new Kind(
                    "copy-bucket",
                    "Copy bucket",
                    Scope.TWO_BUCKETS,
                    true,
                    false,
                    false,
                    List.of(),
                    1_000,
                    Policy.RESTART,
                    WINDOW,
                    STOP,
                    List.of(
                            PREFIX,
                            new Argument(
                                    "prepend",
                                    Type.STRING,
                                    false,
                                    "put in front of every name at the destination",
                                    0,
                                    1_024)),
                    List.of()),
            new Kind(
                    "delete",
                    "Delete objects",
                    Scope.BUCKET,
                    true,
                    false,
                    false,
                    List.of(),
                    1_000,
                    Policy.RESTART,
                    WINDOW,
                    STOP,
                    List.of(
                            new Argument("names", Type.NAMES, false, "names to delete", 1, 100_000),
                            new Argument(
                                    "template",
                                    Type.TEMPLATE,
                                    false,
                                    "range of names, for example shard-{0001..0100}.tar",
                                    1,
                                    1_024),
                            new Argument("prefix", Type.STRING, false, "every name that starts with this", 1, 1_024)),
                    List.of("names", "template", "prefix")));

    private Kinds() {}

    /** The descriptor of that name. */
    public static Optional<Kind> find(String name) {
        return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }
}
