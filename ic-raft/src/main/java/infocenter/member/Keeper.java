package infocenter.member;

import infocenter.client.IcClient;
import infocenter.client.LeaderWork;
import infocenter.client.Moment;
import infocenter.core.command.Command;
import infocenter.core.supervise.Membership;
import infocenter.core.supervise.Plan;
import infocenter.core.supervise.SeatBounds;
import infocenter.core.supervise.Seating;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Makes the group what {@link Membership} plans, one change at a time, and records each in the table. Runs only where the leader is;
 * plans anew from the committed group after each answer. Two of them at once do no harm: a change is refused when the present group is
 * not the one it was planned from.
 */
public final class Keeper implements LeaderWork, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final Duration LOOK = Duration.ofMillis(250);

    /** Ratis may hang for ever on a joiner that answers but has a log of its own. */
    private static final Duration CHANGE_MAX = Duration.ofSeconds(10);

    private static final Duration TRANSFER_MAX = Duration.ofSeconds(3);
    private static final Duration RECORD_MAX = Duration.ofSeconds(5);

    private final RaftMember member;
    private final IcClient client;
    private final SeatBounds bounds;
    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private volatile KeeperStatus status = KeeperStatus.NONE;
    private volatile @Nullable Reign reign;

    /**
     * What it knows for one term of leading. What an earlier one began ends there and disturbs nobody.
     *
     * @param busy held while something is under way; whoever holds it has the rest
     */
    private record Reign(long term, long sinceNanos, AtomicBoolean busy, FollowerWatch followers, Avoided avoided) {
        static Reign of(long term) {
            return new Reign(term, System.nanoTime(), new AtomicBoolean(), new FollowerWatch(), new Avoided());
        }

        void free() {
            busy.set(false);
        }
    }

    /**
     * @param member whose group it keeps
     * @param client to record the committed group
     * @param bounds how long it waits before it acts
     */
    public Keeper(RaftMember member, IcClient client, SeatBounds bounds) {
        this.member = member;
        this.client = client;
        this.bounds = bounds;
        member.whileLeading(this);
    }

    @Override
    public void lead(long term) {
        Reign begun = Reign.of(term);
        reign = begun;
        lookAgain(begun);
    }

    @Override
    public void follow() {
        reign = null;
        status = KeeperStatus.NONE;
    }

    private void lookAgain(Reign here) {
        if (reign == here) {
            try {
                member.threads().later(LOOK, () -> look(here));
            } catch (RejectedExecutionException closing) {
                reign = null;
            }
        }
    }

    private void look(Reign here) {
        MemberServer server = member.server();
        if (reign == here
                && server != null
                && server.leaderReady()
                && server.term() == here.term()
                && here.busy().compareAndSet(false, true)) {
            try {
                keep(here, server);
            } catch (RuntimeException bug) {
                here.free();
                LOG.atError().setCause(bug).log("the keeper failed to look");
            }
        }
        lookAgain(here);
    }

    /** Does one thing, and frees {@code busy} when it is done. */
    private void keep(Reign here, MemberServer server) {
        Moment moment = member.moments().latest();
        RaftConfiguration group = server.configuration();
        List<RaftPeer> present = List.copyOf(group.getCurrentPeers());
        boolean settled =
                group.getPreviousPeers().isEmpty() && group.getLogEntryIndex() <= moment.index() && !present.isEmpty();
        if (!settled || moment.information().identity() == null) {
            here.free();
            return;
        }
        List<String> peerIds =
                present.stream().map(peer -> peer.getId().toString()).sorted().toList();
        if (!moment.information().cluster().configuration().peerIds().equals(peerIds)) {
            record(here, new Command.RecordConfiguration(here.term(), group.getLogEntryIndex(), peerIds));
            return;
        }
        long now = System.nanoTime();
        Seating seating = new Seating(
                server.peerId(),
                here.term(),
                TimeUnit.NANOSECONDS.toMillis(now - here.sinceNanos()),
                peerIds,
                here.followers().look(server, peerIds),
                here.avoided().at(now));
        Plan plan = Membership.next(moment.information(), seating, bounds);
        tell(plan, seating);
        act(here, server, present, plan);
    }

    private void tell(Plan plan, Seating seating) {
        KeeperStatus before = status;
        int waiting = plan instanceof Plan.Rest rest ? rest.waitingSeats() : 0;
        status = new KeeperStatus(
                plan.why(),
                waiting,
                seating.seen().entrySet().stream()
                        .map(one -> new KeeperStatus.Member(
                                one.getKey(),
                                one.getValue().silentMillis()
                                        >= bounds.suspectAfter().toMillis(),
                                one.getValue().silentMillis(),
                                one.getValue().stuckMillis(),
                                one.getValue().lag()))
                        .toList());
        if (waiting != before.waitingSeats()) {
            // A cluster that forms waits as well; nobody needs to be warned of that.
            LOG.atLevel(waiting > 0 && seating.peerIds().size() > 1 ? Level.WARN : Level.INFO)
                    .addKeyValue("term", seating.term())
                    .addKeyValue("outcome", waiting > 0 ? "waiting" : "settled")
                    .log(waiting > 0 ? waiting + " seats wait for a gateway: " + plan.why() : plan.why());
        }
    }

    private void act(Reign here, MemberServer server, List<RaftPeer> present, Plan plan) {
        if (plan instanceof Plan.Grow grow) {
            change(here, server, present, List.of(), grow.joining(), plan);
        } else if (plan instanceof Plan.Replace replace) {
            change(here, server, present, List.of(replace.leaving()), List.of(replace.joining()), plan);
        } else if (plan instanceof Plan.Shrink shrink) {
            change(here, server, present, shrink.leaving(), List.of(), plan);
        } else if (plan instanceof Plan.Transfer transfer) {
            LOG.atInfo()
                    .addKeyValue("member", transfer.to())
                    .addKeyValue("outcome", plan.why())
                    .log("handing leadership over");
            call(
                    () -> server.transfer(RaftPeerId.valueOf(transfer.to()), TRANSFER_MAX.toMillis()),
                    TRANSFER_MAX.multipliedBy(2),
                    failure -> transferred(here, transfer.to(), failure));
        } else {
            here.free();
        }
    }

    private void record(Reign here, Command.RecordConfiguration configuration) {
        client.submit(configuration, RECORD_MAX).whenComplete((receipt, failure) -> {
            here.free();
            if (failure != null) {
                LOG.atWarn().log("the group could not be recorded, trying again: " + failure.getMessage());
            } else {
                LOG.atInfo()
                        .addKeyValue("term", receipt.term())
                        .addKeyValue("index", receipt.index())
                        .addKeyValue("outcome", receipt.outcome())
                        .log("group recorded " + configuration.peerIds());
            }
        });
    }

    private void change(
            Reign here,
            MemberServer server,
            List<RaftPeer> present,
            List<String> leaving,
            List<Plan.Voter> joining,
            Plan plan) {
        List<RaftPeer> next = new ArrayList<>(present);
        next.removeIf(peer -> leaving.contains(peer.getId().toString()));
        joining.forEach(joiner ->
                next.add(MemberServer.peer(joiner.seat().peerId(), joiner.seat().raftAddress(), joiner.nodeUrl())));
        List<RaftPeerId> ids = next.stream().map(RaftPeer::getId).toList();
        LOG.atInfo().addKeyValue("outcome", plan.why()).log("changing the group to " + ids);
        call(() -> server.change(present, next), CHANGE_MAX, failure -> changed(here, server, ids, joining, failure));
    }

    /** One call of Ratis, bounded by us, since its own bounds do not hold for everything. */
    private void call(RatisCall call, Duration within, Consumer<@Nullable Throwable> done) {
        // On the thread for what may block: Ratis takes the division's lock here.
        member.threads().submitters().execute(() -> {
            try {
                call.begin()
                        .copy()
                        .orTimeout(within.toMillis(), TimeUnit.MILLISECONDS)
                        .whenCompleteAsync(
                                (reply, failure) -> done.accept(failure != null ? failure : reply.getException()),
                                member.threads().workers());
            } catch (IOException | RuntimeException refused) {
                done.accept(refused);
            }
        });
    }

    /** One call of Ratis. */
    private interface RatisCall {
        CompletableFuture<RaftClientReply> begin() throws IOException;
    }

    private void changed(
            Reign here,
            MemberServer server,
            List<RaftPeerId> ids,
            List<Plan.Voter> joining,
            @Nullable Throwable failure) {
        if (failure == null) {
            changes.incrementAndGet();
            joining.forEach(joiner -> here.avoided().forget(joiner.seat().peerId()));
            LOG.atInfo().log("the group is " + ids);
        } else {
            failures.incrementAndGet();
            // With several it is not said which did not come; the next attempt is then with the same ones.
            if (joining.size() == 1) {
                here.avoided().add(joining.get(0).seat().peerId(), System.nanoTime());
            }
            LOG.atWarn().log("the group did not become " + ids + ", planning again: " + failure.getMessage());
        }
        if (failure instanceof TimeoutException) {
            stepDown(server);
        }
        here.free();
    }

    private void transferred(Reign here, String to, @Nullable Throwable failure) {
        if (failure != null) {
            failures.incrementAndGet();
            here.avoided().add(to, System.nanoTime());
            LOG.atWarn()
                    .addKeyValue("member", to)
                    .addKeyValue("outcome", failure.getMessage())
                    .log("leadership was not handed over");
        }
        here.free();
    }

    /** What clears a change that hangs. */
    private static void stepDown(MemberServer server) {
        try {
            server.transfer(null, 1_000);
        } catch (IOException refused) {
            LOG.atWarn().log("could not step down: " + refused.getMessage());
        }
    }

    /** What it is about; nothing where this member does not lead. Any thread. */
    public KeeperStatus status() {
        return status;
    }

    /** Changes of the group made here. Any thread. */
    public long changes() {
        return changes.get();
    }

    /** Changes tried here that came to nothing, or are not known to have come to anything. Any thread. */
    public long failures() {
        return failures.get();
    }

    @Override
    public void close() {
        reign = null;
    }
}
