package infocenter.sim;

import infocenter.core.command.Batch;
import infocenter.core.command.Outcome;
import infocenter.member.VirtualLeaderClock;
import infocenter.node.SubmitAnswer;
import infocenter.node.SubmitAnswer.Status;
import infocenter.wire.LogCodec;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One Raft peer, modelled: Ratis cannot run on a virtual clock. Elections by terms, a log with a part that is not synced yet, joint
 * groups, snapshots for those who are too far behind (Raft dissertation, chapters 3 to 5). What it applies and keeps is the real code's.
 */
final class Peer {
    private static final int ELECTION_MIN = 300;
    private static final int ELECTION_MAX = 600;

    /** What its gateway does about it. */
    interface Owner {
        /** The first entry of its term is applied. */
        void leading(long term);

        void notLeading();

        /** It is out of the group. */
        void removed();

        void applied();
    }

    final String id;
    final Disk disk;
    final Replica replica;
    private final World world;
    private final Machine machine;
    private final Owner owner;
    private final VirtualLeaderClock clock;
    private final Set<String> votes = new TreeSet<>();
    private @Nullable Reign reign;
    private boolean ready;
    private boolean closed;
    private String leader = "";
    private long commit;
    private long heardNanos;
    private int turn;

    Peer(String id, Disk disk, World world, Machine machine, Owner owner) {
        this.id = id;
        this.disk = disk;
        this.world = world;
        this.machine = machine;
        this.owner = owner;
        this.clock = new VirtualLeaderClock(() -> world.time.nanos(), machine::wallMillis);
        this.replica = new Replica(id, world.truth, world.pieces);
        if (disk.snapshot() != Snapshot.NONE) {
            replica.load(disk.snapshot());
            commit = disk.snapshot().index();
        }
        waitForLeader();
    }

    boolean leaderReady() {
        return reign != null && ready && !closed;
    }

    long term() {
        return disk.term;
    }

    long commit() {
        return commit;
    }

    /** Peer id of the leader that it knows, or empty. */
    String leader() {
        return leader;
    }

    /** What it knows of the others, while it leads. */
    SortedMap<String, Follower> followers() {
        return reign == null ? new TreeMap<>() : reign.followers();
    }

    // ---- elections

    private void waitForLeader() {
        int patience = world.seeds.between(ELECTION_MIN, ELECTION_MAX);
        long since = world.time.nanos();
        machine.after(patience, () -> {
            if (closed) {
                return;
            }
            if (reign == null && heardNanos <= since && disk.group().names(id)) {
                campaign(false);
            }
            waitForLeader();
        });
    }

    private void campaign(boolean handedOver) {
        disk.term++;
        disk.votedFor = id;
        leader = "";
        votes.clear();
        int mine = ++turn;
        Vote vote = new Vote(disk.term, id, disk.last(), disk.lastTerm(), handedOver);
        voted(id, mine, new Vote.Answer(disk.term, true, false));
        for (String other : disk.group().all()) {
            if (!other.equals(id)) {
                world.peer(machine, other, peer -> peer.vote(vote))
                        .whenComplete((answer, lost) -> voted(other, mine, answer));
            }
        }
    }

    private void voted(String voter, int of, Vote.@Nullable Answer answer) {
        if (answer == null || closed) {
            return;
        }
        if (answer.removed()) {
            close();
            owner.removed();
        } else if (answer.term() > disk.term) {
            follow(answer.term(), "");
        } else if (answer.granted() && of == turn && reign == null) {
            votes.add(voter);
            if (disk.group().majority(votes)) {
                lead();
            }
        }
    }

    CompletableFuture<Vote.Answer> vote(Vote vote) {
        Reign own = reign;
        boolean settled = disk.group().settled() && disk.groupIndex() <= commit;
        boolean out = own != null && settled && !disk.group().names(vote.candidate());
        boolean heard = own != null ? !own.alone() : !leader.isEmpty() && world.since(heardNanos) < ELECTION_MIN;
        if (out || (heard && !vote.handedOver())) {
            return CompletableFuture.completedFuture(new Vote.Answer(disk.term, false, out));
        }
        if (vote.term() > disk.term) {
            follow(vote.term(), "");
        }
        boolean newEnough = vote.lastTerm() > disk.lastTerm()
                || (vote.lastTerm() == disk.lastTerm() && vote.lastIndex() >= disk.last());
        boolean free = disk.votedFor.isEmpty() || disk.votedFor.equals(vote.candidate());
        boolean granted = vote.term() == disk.term && free && newEnough && reign == null;
        if (granted) {
            disk.votedFor = vote.candidate();
            heardNanos = world.time.nanos();
        }
        return CompletableFuture.completedFuture(new Vote.Answer(disk.term, granted, false));
    }

    private void lead() {
        Reign begun = new Reign(this, world, machine);
        reign = begun;
        ready = false;
        leader = id;
        world.truth.leads(id, disk.term);
        begun.begin();
    }

    void follow(long term, String ofLeader) {
        if (term > disk.term) {
            disk.term = term;
            disk.votedFor = "";
            turn++;
        }
        leader = ofLeader;
        Reign was = reign;
        if (was != null) {
            reign = null;
            ready = false;
            heardNanos = world.time.nanos();
            clock.end();
            owner.notLeading();
            was.end();
        }
    }

    /** Hands over to that peer, if it has everything. */
    void transfer(String to) {
        if (leaderReady() && reign != null && reign.level(to)) {
            world.peer(machine, to, peer -> {
                peer.campaign(true);
                return CompletableFuture.completedFuture(true);
            });
        }
    }

    // ---- the log

    /** Has a batch applied, if this peer leads. */
    CompletableFuture<SubmitAnswer> propose(Batch batch) {
        Reign own = reign;
        if (own == null || !leaderReady()) {
            return CompletableFuture.completedFuture(SubmitAnswer.of(Status.NOT_LEADER, ""));
        }
        return own.propose(LogCodec.encodeEntry(clock.stamp(), LogCodec.encodeBatch(batch)));
    }

    /** Makes those the group, in two steps; nothing unless the present one is settled and the same. */
    boolean change(List<String> present, List<String> next) {
        Group group = disk.group();
        if (reign == null
                || !leaderReady()
                || !group.settled()
                || disk.groupIndex() > commit
                || !group.current().equals(present)) {
            return false;
        }
        reign.append(null, new Group(next, group.current()));
        return true;
    }

    /** Runs that when everything that is in the log now is on disk, unless it is removed before. */
    void sync(Runnable then) {
        long upTo = disk.last();
        int cuts = disk.cuts();
        if (!world.pieces.syncs()) {
            disk.synced = upTo;
            then.run();
            machine.after(3_000, () -> disk.safe = cuts == disk.cuts() ? Math.max(disk.safe, upTo) : disk.safe);
            return;
        }
        machine.after(world.syncMillis(), () -> {
            if (cuts == disk.cuts()) {
                disk.synced = Math.max(disk.synced, upTo);
                disk.safe = disk.synced;
                then.run();
            } else {
                sync(then);
            }
        });
    }

    CompletableFuture<Append.Answer> append(Append append) {
        if (append.term() < disk.term) {
            return CompletableFuture.completedFuture(new Append.Answer(disk.term, false, 0));
        }
        follow(append.term(), append.leader());
        heardNanos = world.time.nanos();
        boolean fits = append.prevIndex() < disk.base()
                || (append.prevIndex() <= disk.last() && disk.termAt(append.prevIndex()) == append.prevTerm());
        if (!fits) {
            long hint = Math.min(disk.last(), append.prevIndex() - 1);
            return CompletableFuture.completedFuture(new Append.Answer(disk.term, false, Math.max(hint, commit)));
        }
        for (Entry entry : append.entries()) {
            if (entry.index() > disk.base() && disk.termAt(entry.index()) != entry.term()) {
                if (entry.index() <= disk.last()) {
                    disk.cut(entry.index());
                }
                disk.append(entry);
            }
        }
        long upTo = append.prevIndex() + append.entries().size();
        CompletableFuture<Append.Answer> answer = new CompletableFuture<>();
        Runnable taken = () -> {
            if (disk.term == append.term()) {
                commit(Math.min(append.commit(), upTo));
                answer.complete(new Append.Answer(disk.term, true, upTo));
            }
        };
        if (disk.synced >= upTo) {
            taken.run();
        } else {
            sync(taken);
        }
        return answer;
    }

    CompletableFuture<Append.Answer> install(long term, String from, Snapshot snapshot) {
        if (term < disk.term) {
            return CompletableFuture.completedFuture(new Append.Answer(disk.term, false, 0));
        }
        follow(term, from);
        heardNanos = world.time.nanos();
        if (snapshot.index() > replica.index()) {
            disk.install(snapshot);
            replica.load(snapshot);
            commit = Math.max(commit, snapshot.index());
            owner.applied();
        }
        return CompletableFuture.completedFuture(new Append.Answer(disk.term, true, snapshot.index()));
    }

    // ---- what is committed

    void commit(long upTo) {
        commit = Math.max(commit, upTo);
        while (replica.index() < Math.min(commit, disk.synced) && !closed) {
            Entry entry = disk.at(replica.index() + 1);
            if (entry == null) {
                throw new IllegalStateException(id + " lacks entry " + (replica.index() + 1) + " of " + disk.last());
            }
            applied(entry, replica.apply(entry));
        }
        owner.applied();
    }

    private void applied(Entry entry, List<Outcome> outcomes) {
        Reign own = reign;
        if (own != null && !ready && entry.term() == disk.term) {
            ready = true;
            clock.begin(replica.latest().information().clocks().elapsedMillis());
            owner.leading(disk.term);
            finishChange(own);
        } else if (own != null && entry.group() != null) {
            finishChange(own);
        }
        CompletableFuture<SubmitAnswer> waits = own == null ? null : own.waitsFor(entry.index());
        if (waits != null) {
            waits.complete(new SubmitAnswer(Status.APPLIED, "", entry.term(), entry.index(), outcomes));
        }
        if (replica.index() - disk.snapshot().index() >= world.snapshotEvery()) {
            disk.keep(replica.index(), entry.term(), replica.snapshot(), world.seeds.between(0, 5));
        }
    }

    /** The second step of a change of the group, whoever has begun it; a leader that is out of it then leaves. */
    private void finishChange(Reign own) {
        Group group = disk.group();
        if (!ready || disk.groupIndex() > replica.index()) {
            return;
        }
        if (!group.settled()) {
            own.append(null, new Group(group.current(), List.of()));
        } else if (!group.names(id)) {
            close();
            owner.removed();
        }
    }

    /** It does nothing any more. */
    void close() {
        follow(disk.term, "");
        closed = true;
        turn++;
    }
}
