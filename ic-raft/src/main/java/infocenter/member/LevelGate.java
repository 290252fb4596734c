package infocenter.member;

import infocenter.core.cluster.Cluster;
import infocenter.core.command.Batch;
import infocenter.core.command.Outcome;
import infocenter.core.table.FeatureLevels;
import infocenter.node.SubmitAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out of the log what an older member could not apply: such a command is answered as refused, and the rest of its batch goes on.
 * At the leader; any thread.
 *
 * @param cluster as applied here; its level never falls
 */
record LevelGate(FeatureLevels levels, Supplier<Cluster> cluster) {
    /**
     * What becomes of a batch.
     *
     * @param batch what may be logged, perhaps nothing
     * @param refused one for each command that was asked for, null for those that may be logged; empty when all may
     */
    record Passed(Batch batch, List<Outcome.@Nullable Refused> refused) {
        boolean nothingLeft() {
            return batch.commands().isEmpty() && !refused.isEmpty();
        }

        /** The answer to all that was asked for. */
        SubmitAnswer answer(SubmitAnswer toTheRest) {
            if (toTheRest.status() != SubmitAnswer.Status.APPLIED || refused.isEmpty()) {
                return toTheRest;
            }
            List<Outcome> outcomes = new ArrayList<>(refused.size());
            int next = 0;
            for (Outcome.Refused one : refused) {
                outcomes.add(one != null ? one : toTheRest.outcomes().get(next++));
            }
            return new SubmitAnswer(
                    toTheRest.status(), toTheRest.leaderUrl(), toTheRest.term(), toTheRest.index(), outcomes);
        }
    }

    Passed pass(Batch batch) {
        Cluster now = cluster.get();
        for (Batch.Numbered numbered : batch.commands()) {
            if (levels.refuse(now, numbered.command()) != null) {
                return divided(now, batch);
            }
        }
        return new Passed(batch, List.of());
    }

    private Passed divided(Cluster now, Batch batch) {
        List<Outcome.@Nullable Refused> refused = new ArrayList<>();
        List<Batch.Numbered> allowed = new ArrayList<>();
        for (Batch.Numbered numbered : batch.commands()) {
            Outcome.Refused no = levels.refuse(now, numbered.command());
            refused.add(no);
            if (no == null) {
                allowed.add(numbered);
            }
        }
        return new Passed(new Batch(batch.session(), batch.lowestOpen(), List.copyOf(allowed)), refused);
    }
}
