package infocenter.core.xaction;

import infocenter.core.xaction.Kind.Argument;
import infocenter.core.xaction.Kind.Type;
import java.time.Duration;

/** What descriptors of kinds have in common. Names no kind, so that no descriptor needs the table that names it. */
final class KindParts {
    /** How long a run of policy restart waits for its target. */
    static final Duration WINDOW = Duration.ofSeconds(30);

    /** How long a target may take to stop a run that checks often whether it shall. */
    static final Duration STOP = Duration.ofSeconds(2);

    static final Argument PREFIX =
            new Argument("prefix", Type.STRING, false, "only names that start with this", 0, 1_024);

    static final Argument TEMPLATE = new Argument(
            "template", Type.TEMPLATE, false, "range of names, for example shard-{0001..0100}.tar", 1, 1_024);

    private KindParts() {}
}
