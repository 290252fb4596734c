package infocenter.member;

import infocenter.client.IcClient;
import infocenter.client.LeaderWork;
import infocenter.client.Moment;
import infocenter.core.command.Command;
import infocenter.core.supervise.Membership;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Grows the group to its wanted size and fills the seats of peers whose disk is gone, one change at a time, and records each in the table. Runs only where the leader is; plans
 * anew from the committed group after each answer. Two of them at once do no harm: a change is refused when the present group is
 * not the one it was planned from.
 */
public final class Keeper implements LeaderWork, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final Duration LOOK = Duration.ofMillis(250);

    /** Ratis may hang for ever on a joiner that answers but has a log of its own. */
    private static final Duration CHANGE_MAX = Duration.ofSeconds(10);

    private static final Duration RECORD_MAX = Duration.ofSeconds(5);

    private final RaftMember member;
    private final IcClient client;
    private final int wanted;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private volatile long leadingTerm;

    /**
     * @param member whose group it keeps
     * @param client to record the committed group
     * @param wanted members: 1, 3 or 5
     */
    public Keeper(RaftMember member, IcClient client, int wanted) {
        this.member = member;
        this.client = client;
        this.wanted = wanted;
        member.whileLeading(this);
    }

    @Override
    public void lead(long term) {
        leadingTerm = term;
        busy.set(false);
        lookAgain(term);
    }

    @Override
    public void follow() {
        leadingTerm = 0;
    }

    private void lookAgain(long term) {
        if (leadingTerm == term) {
            try {
                member.threads().later(LOOK, () -> look(term));
            } catch (RejectedExecutionException closing) {
                leadingTerm = 0;
            }
        }
    }

    private void look(long term) {
        MemberServer server = member.server();
        if (leadingTerm == term && server != null && server.leaderReady() && busy.compareAndSet(false, true)) {
            try {
                keep(term, server);
            } catch (RuntimeException bug) {
                busy.set(false);
                LOG.atError().setCause(bug).log("the keeper failed to look");
            }
        }
        lookAgain(term);
    }

    /** Does one thing, and frees {@code busy} when it is done. */
    private void keep(long term, MemberServer server) {
        Moment moment = member.moments().latest();
        RaftConfiguration group = server.configuration();
        List<RaftPeer> present = List.copyOf(group.getCurrentPeers());
        boolean settled =
                group.getPreviousPeers().isEmpty() && group.getLogEntryIndex() <= moment.index() && !present.isEmpty();
        if (!settled || moment.information().identity() == null) {
            busy.set(false);
            return;
        }
        List<String> peerIds =
                present.stream().map(peer -> peer.getId().toString()).sorted().toList();
        if (!moment.information().cluster().configuration().peerIds().equals(peerIds)) {
            record(new Command.RecordConfiguration(term, group.getLogEntryIndex(), peerIds));
            return;
        }
        Membership.Change change = Membership.next(moment.information(), peerIds, server.peerId(), wanted);
        if (change.joining().isEmpty()) {
            busy.set(false);
            return;
        }
        List<RaftPeer> next = new ArrayList<>(present);
        next.removeIf(peer -> change.leaving().contains(peer.getId().toString()));
        change.joining()
                .forEach(joiner -> next.add(
                        MemberServer.peer(joiner.seat().peerId(), joiner.seat().raftAddress(), joiner.nodeUrl())));
        change(server, present, next);
    }

    private void record(Command.RecordConfiguration configuration) {
        client.submit(configuration, RECORD_MAX).whenComplete((receipt, failure) -> {
            busy.set(false);
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

    private void change(MemberServer server, List<RaftPeer> present, List<RaftPeer> next) {
        List<RaftPeerId> ids = next.stream().map(RaftPeer::getId).toList();
        LOG.atInfo().log("changing the group to " + ids);
        // On the thread for what may block: Ratis takes the division's lock here.
        member.threads().submitters().execute(() -> {
            try {
                server.change(present, next)
                        .copy()
                        .orTimeout(CHANGE_MAX.toMillis(), TimeUnit.MILLISECONDS)
                        .whenCompleteAsync(
                                (reply, failure) ->
                                        changed(server, ids, failure != null ? failure : reply.getException()),
                                member.threads().workers());
            } catch (IOException | RuntimeException refused) {
                changed(server, ids, refused);
            }
        });
    }

    private void changed(MemberServer server, List<RaftPeerId> ids, @Nullable Throwable failure) {
        if (failure == null) {
            changes.incrementAndGet();
            LOG.atInfo().log("the group is " + ids);
        } else {
            failures.incrementAndGet();
            LOG.atWarn().log("the group did not become " + ids + ", planning again: " + failure.getMessage());
        }
        if (failure instanceof TimeoutException) {
            stepDown(server);
        }
        busy.set(false);
    }

    /** What clears a change that hangs. */
    private static void stepDown(MemberServer server) {
        try {
            server.transfer(null, 1_000);
        } catch (IOException refused) {
            LOG.atWarn().log("could not step down: " + refused.getMessage());
        }
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
        leadingTerm = 0;
    }
}
