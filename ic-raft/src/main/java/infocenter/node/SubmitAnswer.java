package infocenter.node;

import infocenter.core.command.Outcome;
import java.util.List;

/**
 * What became of a batch.
 *
 * @param status whether outcomes follow
 * @param leaderUrl node door of the leader, when this one is not and knows it; else empty
 * @param term of the entry
 * @param index of the entry
 * @param outcomes one per command
 */
public record SubmitAnswer(Status status, String leaderUrl, long term, long index, List<Outcome> outcomes) {
    /** Whether it was applied. */
    public enum Status {
        APPLIED,
        /** Surely not logged: try the leader. */
        NOT_LEADER,
        /** Surely not logged: too much is pending. */
        OVERLOADED,
        /** It may be applied, now or later: ask again with the same numbers. */
        UNKNOWN
    }

    /** An answer without outcomes. */
    public static SubmitAnswer of(Status status, String leaderUrl) {
        return new SubmitAnswer(status, leaderUrl, 0, 0, List.of());
    }
}
