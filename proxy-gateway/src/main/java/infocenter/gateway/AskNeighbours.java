package infocenter.gateway;

import infocenter.core.cluster.Identity;
import infocenter.core.cluster.NodeId;
import infocenter.gateway.node.HttpNodeCalls;
import infocenter.member.Neighbours;
import infocenter.node.ReadIndexRequest;
import infocenter.node.WhoRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the gateways of the settings, all at once, before this one starts from its disk: the map is not known yet. One that is not
 * there answers at once that it is not; one that is frozen costs the whole time.
 */
record AskNeighbours(NodeId self, List<String> doors, HttpNodeCalls calls) implements Neighbours {
    /** A read round at the leader may need an election first. */
    static final Duration WITHIN = Duration.ofSeconds(2);

    @Override
    public Identity newest(Identity own) {
        WhoRequest request = new WhoRequest(self, false, own.clusterId(), own.epoch());
        long epoch = all(doors.stream()
                        .map(door -> calls.who(door, request, WITHIN))
                        .toList())
                .stream()
                .filter(who -> who.clusterId().equals(own.clusterId()))
                .mapToLong(who -> who.epoch())
                .reduce(own.epoch(), Math::max);
        return new Identity(own.clusterId(), epoch);
    }

    @Override
    public boolean served(String groupId) {
        ReadIndexRequest request = new ReadIndexRequest(groupId);
        return all(doors.stream()
                        .map(door -> calls.readIndex(door, request, WITHIN))
                        .toList())
                .stream()
                .anyMatch(answer -> answer.confirmed());
    }

    /** What came in time. */
    private static <T> List<T> all(List<CompletableFuture<T>> asked) {
        List<T> answers = new ArrayList<>();
        long until = System.nanoTime() + WITHIN.toNanos();
        for (CompletableFuture<T> one : asked) {
            try {
                answers.add(one.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS));
            } catch (ExecutionException | TimeoutException none) {
                // Nobody there, or nobody who knows.
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return answers;
            }
        }
        return answers;
    }
}
