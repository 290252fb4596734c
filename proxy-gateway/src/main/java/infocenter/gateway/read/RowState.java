package infocenter.gateway.read;

import infocenter.client.IcClient;
import infocenter.core.cluster.NodeId;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import infocenter.gateway.start.PresentState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One row's state out of the own table, and out of a member's elsewhere. Any thread. */
public final class RowState implements PresentState {
    private final IcClient ic;
    private final PresentState elsewhere;

    public RowState(IcClient ic, PresentState elsewhere) {
        this.ic = ic;
        this.elsewhere = elsewhere;
    }

    @Override
    public CompletableFuture<Found> find(XactionId id, Duration within) {
        if (!ic.member()) {
            return elsewhere.find(id, within);
        }
        return ic.read(within).thenApply(moment -> {
            Xaction row = moment.information().xactions().find(id);
            return new Found(row == null ? Optional.empty() : Optional.of(state(row)), moment.term(), moment.index());
        });
    }

    private static Row state(Xaction row) {
        List<NodeId> owed = row.runs().values().stream()
                .filter(run -> run.state() instanceof RunState.Owed)
                .map(run -> run.target())
                .toList();
        String cause = row.end() != null
                ? row.end().cause().shown()
                : row.abort() != null ? row.abort().cause().shown() : "";
        return new Row(row.kind(), row.phase().shown(), cause, owed, row.abort() != null);
    }
}
