package infocenter.gateway.read;

import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.xaction.Xaction;
import infocenter.gateway.map.MapFollower;
import infocenter.gateway.node.TargetCalls;
import infocenter.node.ErrorsAnswer;
import infocenter.node.ErrorsAnswer.Tally;
import infocenter.node.ErrorsRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** What went wrong with single objects of a xaction, and what it counted by name, from all targets that ran it. Any thread. */
public final class ReadErrors {
    /** Errors in one answer; the rest is counted. */
    public static final int ERRORS_MAX = 1_000;

    private final MapFollower maps;
    private final TargetCalls targets;
    private final Duration within;

    public ReadErrors(MapFollower maps, TargetCalls targets, Duration within) {
        this.maps = maps;
        this.targets = targets;
        this.within = within;
    }

    /** One object's error and where it happened. */
    public record ErrorAt(NodeId target, String object, String error) {}

    /**
     * Errors by target, oldest first.
     *
     * @param dropped how many more there were
     * @param silent targets that did not answer, so that their errors are missing
     * @param tallies what all targets together counted, by name
     */
    public record Answer(List<ErrorAt> errors, long dropped, List<NodeId> silent, List<Tally> tallies) {}

    /** Asks every target of that row. Never fails: silent targets are named. */
    public CompletableFuture<Answer> of(Xaction row) {
        Map<NodeId, CompletableFuture<ErrorsAnswer>> asked = new LinkedHashMap<>();
        for (NodeId target : row.runs().keySet()) {
            Node node = maps.view().node(target);
            asked.put(
                    target,
                    node == null
                            ? CompletableFuture.failedFuture(new IllegalStateException("not in the map"))
                            : targets.errors(node.addresses().nodeUrl(), new ErrorsRequest(row.id()), within));
        }
        return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
                .handle((done, failure) -> gather(asked));
    }

    private static Answer gather(Map<NodeId, CompletableFuture<ErrorsAnswer>> asked) {
        List<ErrorAt> errors = new ArrayList<>();
        List<NodeId> silent = new ArrayList<>();
        TreeMap<String, Tally> tallies = new TreeMap<>();
        long dropped = 0;
        for (var entry : asked.entrySet()) {
            if (entry.getValue().isCompletedExceptionally()) {
                silent.add(entry.getKey());
                continue;
            }
            ErrorsAnswer answer = entry.getValue().join();
            dropped += answer.dropped();
            answer.tallies().forEach(tally -> tallies.merge(tally.name(), tally, ReadErrors::together));
            for (ErrorsAnswer.ObjectError error : answer.errors()) {
                if (errors.size() < ERRORS_MAX) {
                    errors.add(new ErrorAt(entry.getKey(), error.object(), error.error()));
                } else {
                    dropped++;
                }
            }
        }
        return new Answer(List.copyOf(errors), dropped, List.copyOf(silent), List.copyOf(tallies.values()));
    }

    private static Tally together(Tally one, Tally other) {
        return new Tally(one.name(), one.objects() + other.objects(), one.bytes() + other.bytes());
    }
}
