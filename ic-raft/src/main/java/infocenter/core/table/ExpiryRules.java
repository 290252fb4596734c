package infocenter.core.table;

import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.xaction.Caller;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the passing of elapsed time brings about. */
record ExpiryRules(Draft draft) {

    /**
     * Expects a limit of at least 1. Aborts what is beyond its deadline or its window, forgets expired keys, and takes ended rows that
     * are beyond their age, then the oldest ones beyond the count. Applied, with the number of changes as subject, when there was
     * any; a repeat in the same moment goes on where the limit stopped it, or has nothing to do.
     */
    Outcome expire(Command.Expire command) {
        if (command.limit() < 1) {
            return Draft.refused(Reason.BAD_ARGUMENTS, "limit", "limit must be at least 1");
        }
        int limit = Math.min(command.limit(), draft.limits().expiredAtOnceMax());
        int changes = abortOverdue(limit) + forgetKeys(limit) + forgetRows(limit);
        return changes == 0 ? draft.alreadyDone("0") : draft.applied(Integer.toString(changes));
    }

    private int abortOverdue(int limit) {
        int aborted = 0;
        for (XactionId id : draft.xactions.active().values()) {
            Xaction row = draft.xactions.find(id);
            String why = row == null || row.abort() != null ? null : overdue(row);
            if (row != null && why != null) {
                new AbortRules(draft).abort(row, Origin.SYSTEM, Caller.system(why));
                aborted++;
            }
            if (aborted == limit) {
                break;
            }
        }
        return aborted;
    }

    private @Nullable String overdue(Xaction row) {
        if (row.deadlineMillis() != 0 && row.deadlineMillis() <= draft.now()) {
            return "its deadline has passed";
        }
        for (Run run : row.runs().values()) {
            if (run.state() instanceof RunState.Interrupted interrupted && interrupted.untilMillis() <= draft.now()) {
                return "target " + run.target() + " did not come back with its run in time";
            }
        }
        return null;
    }

    private int forgetKeys(int limit) {
        int forgotten = 0;
        while (forgotten < limit && forgetKey(draft)) {
            forgotten++;
        }
        return forgotten;
    }

    /** Forgets the key that expires first, if its time has come. */
    static boolean forgetKey(Draft draft) {
        // Asked first: a pcollections map throws where a NavigableMap would answer null.
        if (draft.keysByExpiry.isEmpty() || draft.keysByExpiry.firstKey().atMillis() > draft.now()) {
            return false;
        }
        draft.keys = draft.keys.minus(draft.keysByExpiry.firstEntry().getValue());
        draft.keysByExpiry = draft.keysByExpiry.minusFirstEntry();
        return true;
    }

    private int forgetRows(int limit) {
        int forgotten = 0;
        for (Duration kept : Retention.CLASSES) {
            Xactions.Ended oldest = oldest(kept);
            while (forgotten < limit && oldest != null && oldest.atMillis() + kept.toMillis() <= draft.now()) {
                forget(oldest);
                forgotten++;
                oldest = oldest(kept);
            }
        }
        while (forgotten < limit
                && draft.xactions.ended().size() > draft.limits().endedXactionsMax()) {
            forget(oldestOfAll());
            forgotten++;
        }
        return forgotten;
    }

    private Xactions.@Nullable Ended oldest(Duration kept) {
        Xactions.Ended first =
                draft.xactions.ended().ceilingKey(new Xactions.Ended(kept.toMillis(), Long.MIN_VALUE, 0));
        return first != null && first.keptMillis() == kept.toMillis() ? first : null;
    }

    private Xactions.Ended oldestOfAll() {
        Xactions.Ended oldest = draft.xactions.ended().firstKey();
        for (Duration kept : Retention.CLASSES) {
            Xactions.Ended other = oldest(kept);
            if (other != null && older(other, oldest)) {
                oldest = other;
            }
        }
        return oldest;
    }

    private static boolean older(Xactions.Ended one, Xactions.Ended other) {
        return one.atMillis() != other.atMillis()
                ? one.atMillis() < other.atMillis()
                : one.sequence() < other.sequence();
    }

    private void forget(Xactions.Ended place) {
        XactionId id = draft.xactions.ended().get(place);
        Xaction row = id == null ? null : draft.xactions.find(id);
        if (row == null) {
            throw new IllegalStateException("an ended place without a row");
        }
        draft.xactions = draft.xactions.remove(row);
    }
}
