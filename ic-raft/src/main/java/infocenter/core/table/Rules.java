package infocenter.core.table;

import infocenter.core.xaction.Kind;
import infocenter.core.xaction.Kinds;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the handlers judge by.
 *
 * @param limits of the table
 * @param kinds that exist
 * @param levels which commands need a newer build than the oldest
 */
record Rules(Limits limits, List<Kind> kinds, FeatureLevels levels) {
    static final Rules STANDARD = new Rules(Limits.STANDARD, Kinds.ALL);

    /** A row's kind may be unknown to an older rule; its window must still end. */
    private static final Duration WINDOW_OF_UNKNOWN = Duration.ofSeconds(30);

    Rules(Limits limits, List<Kind> kinds) {
        this(limits, kinds, FeatureLevels.STANDARD);
    }

    @Nullable
    Kind kind(String name) {
        for (Kind kind : kinds) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        return null;
    }

    long windowMillis(String kindName) {
        Kind kind = kind(kindName);
        return (kind == null ? WINDOW_OF_UNKNOWN : kind.window()).toMillis();
    }
}
