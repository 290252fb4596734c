package infocenter.gateway.supervise;

import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.command.Command;
import infocenter.core.supervise.Due;
import infocenter.core.supervise.Reconciliation;
import infocenter.core.supervise.Seen;
import infocenter.core.supervise.Supervision;
import infocenter.core.table.Information;
import infocenter.node.RunReport;
import infocenter.node.SyncAnswer;
import infocenter.node.SyncRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One leader's exchange with one target: read round, request, answer, read round, what the answer makes of the table; then again
 * (design section 4, points 3 and 4). At most one is under way; a new one makes the answers of earlier ones count for nothing. Owned
 * by the supervisor's thread.
 */
final class TargetSync {
    private static final Logger LOG = LoggerFactory.getLogger(TargetSync.class);

    private final Leadership leader;
    private final NodeId target;
    private final Orderly orders;
    private final Silence silence;
    private final Route route = new Route();

    private long number;
    private int turn;
    private boolean busy;
    private boolean again;
    private long begunNanos;
    private long sentNanos;
    private Duration took = Duration.ZERO;
    private long restUntilNanos = Long.MAX_VALUE;

    private @Nullable Sent sent;
    private @Nullable Answered answered;
    /** On its way into the log; null for nothing. */
    private @Nullable String toldDegraded;

    private List<RunReport> kept = List.of();
    private long syncedFrom;
    private long takenOver;
    private long takenOverBy;

    /** What a request was made of. */
    private record Sent(Information before, SyncRequest request) {}

    /** An answer that may be acknowledged if its node is still up as that incarnation. */
    private record Answered(long incarnation, long number) {}

    /**
     * @param number of the last request that this leader has sent to that target, 0 for none: a number that comes again is no new
     *     request to it
     */
    TargetSync(Leadership leader, NodeId target, long number) {
        this.leader = leader;
        this.target = target;
        this.number = number;
        this.orders = new Orderly(leader.limits());
        this.silence = new Silence(leader.nanos());
        this.begunNanos = leader.nanos() - leader.limits().syncEvery().toNanos();
    }

    /** Something is due: the next request goes out now, or as soon as the present exchange is over. */
    void wake() {
        again = true;
        if (!busy) {
            rest(gap());
        }
    }

    /** A long inventory makes long exchanges, and these are not asked for as often. */
    private Duration gap() {
        Duration twice = took.multipliedBy(2);
        SupervisionLimits limits = leader.limits();
        Duration slow = twice.compareTo(limits.syncEvery()) < 0 ? twice : limits.syncEvery();
        return slow.compareTo(limits.syncGap()) > 0 ? slow : limits.syncGap();
    }

    /** The target is none any more; answers the number of its last request. */
    long end() {
        turn++;
        busy = true;
        return number;
    }

    /** Looks at the orders that a new value owes, and at what became of the node. */
    void look() {
        Node node = leader.node(target);
        if (node != null && silence.anotherLife(node, leader.nanos())) {
            wake();
        } else if (orders.news(leader.book().urgent(target))) {
            wake();
        }
    }

    /** Looks at the time since the last answer. */
    void listen() {
        Node node = leader.node(target);
        if (node == null
                || !node.up()
                || !silence.tooLong(leader.nanos(), leader.limits().silence())) {
            return;
        }
        String gateway = leader.otherGateway();
        if (gateway == null) {
            markDown(node);
        } else {
            // The way through another gateway is an exchange like any other; whatever is under way is given up for it.
            silence.suspect();
            route.through(gateway, leader.nanos());
            exchange();
        }
    }

    /** Sequence of the value that the last completed exchange began with, all of whose consequences are committed; else 0. */
    long syncedFrom() {
        return syncedFrom;
    }

    /** Highest placement version that this incarnation of the target has taken over. */
    long takenOver(long incarnation) {
        return incarnation == takenOverBy ? takenOver : 0;
    }

    private void rest(Duration atLeast) {
        long until = begunNanos + atLeast.toNanos();
        if (until >= restUntilNanos) {
            return;
        }
        int mine = turn;
        restUntilNanos = until;
        leader.after(Duration.ofNanos(Math.max(0, until - leader.nanos())), () -> {
            if (mine == turn && !busy) {
                exchange();
            }
        });
    }

    private void exchange() {
        int mine = ++turn;
        busy = true;
        again = false;
        restUntilNanos = Long.MAX_VALUE;
        begunNanos = leader.nanos();
        route.choose(begunNanos, leader.limits().viaFor());
        leader.read(() -> ifStill(mine, () -> send(mine)), () -> ifStill(mine, () -> over(silence::unsuspect)));
    }

    private void ifStill(int mine, Runnable what) {
        if (mine == turn) {
            what.run();
        }
    }

    private void send(int mine) {
        Information information = leader.book().information();
        Node node = leader.node(target);
        if (node == null || information.identity() == null) {
            over(silence::unsuspect);
            return;
        }
        SyncRequest request = request(information, node);
        sent = new Sent(information, request);
        sentNanos = leader.nanos();
        call(node, request)
                .whenComplete((answer, failure) -> leader.run(() -> ifStill(mine, () -> came(mine, answer, failure))));
    }

    private SyncRequest request(Information information, Node node) {
        number++;
        // Only what the value just read shows alive is acknowledged, and nothing while its own death is being logged.
        Answered last = answered;
        boolean renews = last != null && node.livesAs(last.incarnation()) && !silence.markingDown();
        List<SyncRequest.Committed> committed = kept.stream()
                .filter(report -> Supervision.committed(information, target, report.id(), report.attempt()))
                .map(report -> new SyncRequest.Committed(report.id(), report.attempt(), report.sequence()))
                .toList();
        List<Due> due = leader.book().due(target);
        leader.meters().due(target, due);
        return leader.request(
                number,
                renews && last != null ? last.incarnation() : 0,
                renews && last != null ? last.number() : 0,
                orders.next(due),
                committed);
    }

    private CompletableFuture<SyncAnswer> call(Node node, SyncRequest request) {
        String nodeUrl = node.addresses().nodeUrl();
        String via = route.via();
        return via == null
                ? leader.calls().sync(nodeUrl, request, leader.limits().syncWithin())
                : leader.calls().reach(via, nodeUrl, request, leader.limits().reachWithin());
    }

    private void came(int mine, @Nullable SyncAnswer answer, @Nullable Throwable failure) {
        if (answer != null && answer.refused() && leader.outranked(answer)) {
            return;
        }
        if (answer == null || answer.refused() || !answer.target().equals(target) || answer.number() != number) {
            missed(answer == null ? String.valueOf(failure) : "refused, or of another");
            return;
        }
        leader.meters().synced(target, true, leader.nanos() - sentNanos);
        silence.heard(leader.nanos());
        route.worked();
        leader.read(() -> ifStill(mine, () -> take(answer)), () -> ifStill(mine, () -> over(() -> {})));
    }

    private void missed(String why) {
        LOG.atDebug().addKeyValue("target", target).addKeyValue("outcome", why).log("no answer to a sync");
        leader.meters().synced(target, false, leader.nanos() - sentNanos);
        silence.missed();
        boolean detour = route.missed(leader.nanos());
        Node node = leader.node(target);
        boolean suspected = silence.suspected();
        over(silence::unsuspect);
        if (suspected && node != null && node.up()) {
            markDown(node);
        } else if (detour) {
            wake();
        }
    }

    private void over(Runnable andThen) {
        busy = false;
        andThen.run();
        if (again) {
            wake();
        } else {
            rest(leader.limits().syncEvery());
        }
    }

    private void take(SyncAnswer answer) {
        Sent asked = sent;
        if (asked == null) {
            return;
        }
        Seen seen = SyncMessages.seen(asked.request().orders(), answer);
        Reconciliation made = Reconciliation.of(asked.before(), leader.book(), target, leader.term(), seen);
        answered = made.renews() && !silence.markingDown() ? new Answered(answer.incarnation(), answer.number()) : null;
        orders.answered(seen, made.unwanted());
        kept = answer.reports();
        boolean news = answer.placementVersion() != takenOver;
        takenOver = answer.placementVersion();
        takenOverBy = answer.incarnation();
        if (news) {
            leader.tookOver();
        }
        submit(asked.before(), made.commands());
        tellDegraded(answer);
        leader.progress().offer(leader.book().information(), answer);
        leader.lru().heard(answer);
        again |= orders.unfinished();
        took = Duration.ofNanos(leader.nanos() - begunNanos);
        over(() -> {});
        if (!made.unwanted().isEmpty()) {
            rest(leader.limits().stopAgain());
        }
    }

    /** What fails there is of interest to people alone: nobody waits for it. */
    private void tellDegraded(SyncAnswer answer) {
        Node node = leader.node(target);
        if (node != null
                && node.livesAs(answer.incarnation())
                && !node.degraded().equals(answer.degraded())
                && !answer.degraded().equals(toldDegraded)) {
            String why = answer.degraded();
            toldDegraded = why;
            leader.submit(new Command.RecordDegraded(target, answer.incarnation(), why))
                    .whenComplete((done, failure) -> leader.run(() -> toldDegraded = null));
        }
    }

    private void submit(Information before, List<Command> commands) {
        CompletableFuture<?>[] receipts = commands.stream().map(leader::submit).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(receipts).whenComplete((done, failure) -> {
            if (failure == null) {
                syncedFrom = Math.max(syncedFrom, before.sequence());
            }
            if (!commands.stream().allMatch(TargetSync::canWait)) {
                // The target waits to hear that it is up, or that it may go.
                wake();
            } else if (!busy && commands.stream().anyMatch(Command.RecordReports.class::isInstance)) {
                // It keeps reports until it hears that they are committed; mostly its own push has brought it the
                // answer already.
                rest(leader.limits().stopAgain());
            }
        });
    }

    /** While starts come in a stream, each answer brings some of these; a request for each would become a stream as well. */
    private static boolean canWait(Command command) {
        return command instanceof Command.RecordAcknowledgements || command instanceof Command.RecordReports;
    }

    private void markDown(Node node) {
        silence.markDown();
        answered = null;
        String why = "silent for " + leader.limits().silence().toSeconds() + " s";
        LOG.atWarn()
                .addKeyValue("target", target)
                .addKeyValue("term", leader.term())
                .log("target is silent, marking it down");
        leader.surely(new Command.MarkNodeDown(target, node.incarnation(), leader.term(), why), silence::marked);
    }
}
