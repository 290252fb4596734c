package infocenter.gateway.supervise;

import infocenter.core.cluster.NodeId;
import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordProgress.Progress;
import infocenter.core.table.Information;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import infocenter.node.RunListing;
import infocenter.node.SyncAnswer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The newest counters of each run that the table does not have yet; those that wait longest go first. */
final class ProgressSamples {
    private final Map<Key, Progress> waiting = new LinkedHashMap<>();

    private record Key(XactionId id, NodeId target) {}

    void offer(Information information, SyncAnswer answer) {
        for (RunListing listing : answer.inventory()) {
            Run run = runningAs(information, answer, listing);
            if (run != null && differs(run, listing)) {
                waiting.put(
                        new Key(listing.id(), answer.target()),
                        new Progress(
                                listing.id(),
                                answer.target(),
                                answer.incarnation(),
                                listing.attempt(),
                                listing.counters(),
                                listing.plannedObjects(),
                                listing.idle()));
            }
        }
    }

    /** Takes at most so many, of runs that still run; null when there are none. */
    Command.@Nullable RecordProgress take(Information information, int most) {
        List<Progress> taken = new ArrayList<>();
        Iterator<Progress> oldest = waiting.values().iterator();
        while (oldest.hasNext() && taken.size() < most) {
            Progress progress = oldest.next();
            oldest.remove();
            Xaction row = information.xactions().find(progress.id());
            Run run = row == null ? null : row.runs().get(progress.target());
            if (run != null && run.state() instanceof RunState.Running && run.attempt() == progress.attempt()) {
                taken.add(progress);
            }
        }
        return taken.isEmpty() ? null : new Command.RecordProgress(taken);
    }

    private static @Nullable Run runningAs(Information information, SyncAnswer answer, RunListing listing) {
        Xaction row = listing.ended() ? null : information.xactions().find(listing.id());
        Run run = row == null ? null : row.runs().get(answer.target());
        return run != null
                        && run.state() instanceof RunState.Running
                        && run.attempt() == listing.attempt()
                        && run.incarnation() == answer.incarnation()
                ? run
                : null;
    }

    private static boolean differs(Run run, RunListing listing) {
        return !run.counters().equals(listing.counters())
                || run.plannedObjects() != listing.plannedObjects()
                || run.idle() != listing.idle();
    }
}
