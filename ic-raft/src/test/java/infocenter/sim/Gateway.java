package infocenter.sim;

import infocenter.client.IcFailure;
import infocenter.client.Moment;
import infocenter.client.Receipt;
import infocenter.core.cluster.Addresses;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Role;
import infocenter.core.cluster.Seat;
import infocenter.core.command.Batch;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.member.VirtualReads;
import infocenter.member.VirtualSession;
import infocenter.node.JoinAnswer;
import infocenter.node.JoinRequest;
import infocenter.node.ReadIndexAnswer;
import infocenter.node.ReadIndexRequest;
import infocenter.node.SubmitAnswer;
import infocenter.node.SubmitRequest;
import infocenter.node.TermAnswer;
import infocenter.node.TermRequest;
import infocenter.wire.NodeCodec;
import java.time.Duration;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A gateway's process: its Raft peer, its session, its reads, its doors for other nodes; while it leads, supervisor and keeper. */
final class Gateway implements Peer.Owner, VirtualReads.Member {
    static final String CLUSTER = "sim";
    private static final int TERM_WITHIN = 600;
    private static final Duration JOIN_WITHIN = Duration.ofSeconds(5);

    final NodeId id;
    final Machine machine;
    final Starts starts;
    private final World world;

    // On its disk.
    private Disk disk = new Disk();
    private int disks = 1;
    private long incarnation;
    private boolean admitted;

    // Of its process.
    private @Nullable Peer peer;
    private @Nullable VirtualSession session;
    private @Nullable VirtualReads reads;
    private @Nullable Supervisor supervisor;
    private @Nullable Keeper keeper;
    private int turn;

    Gateway(String name, World world) {
        this.id = new NodeId(name);
        this.world = world;
        this.machine = new Machine(name, world.time, world.seeds);
        this.starts = new Starts(this, world);
    }

    // ---- life

    /** Begins the cluster's first group here. */
    void found() {
        disk = Disk.founding(peerId());
    }

    void start() {
        machine.begin();
        incarnation++;
        peer = new Peer(peerId(), disk, world, machine, this);
        session = new VirtualSession(
                this::send,
                () -> world.time.nanos(),
                (after, what) -> machine.after(after.toMillis(), what),
                this::join);
        reads = new VirtualReads(this, this::askTerm, this::askLeader);
        join();
    }

    void crash() {
        end();
        disk.crash(world.seeds);
    }

    /** Its disk is lost as well. */
    void wipe() {
        end();
        disk = new Disk();
        disks++;
        admitted = false;
    }

    private void end() {
        machine.die();
        peer = null;
        session = null;
        reads = null;
        supervisor = null;
        keeper = null;
    }

    @Override
    public String peerId() {
        return id + "-" + disks;
    }

    String nodeUrl() {
        return "http://" + id + ":2";
    }

    /** Who votes, as its disk knows it. */
    Set<String> voters() {
        return disk.group().all();
    }

    @Nullable
    Peer peer() {
        return peer;
    }

    private void join() {
        Command.JoinNode command = new Command.JoinNode(
                admitted ? CLUSTER : "",
                id,
                Role.GATEWAY,
                new Addresses("http://" + id + ":1", nodeUrl()),
                "zone-" + id,
                incarnation,
                new Seat(peerId(), id + ":" + (3 + disks % 2)),
                1);
        world.journal.on(session().submitSessionless(command, JOIN_WITHIN), (receipt, failure) -> {
            Outcome outcome = receipt == null ? null : receipt.outcome();
            if (outcome instanceof Outcome.Applied applied) {
                joined(applied.sequence());
            } else if (outcome instanceof Outcome.AlreadyDone done) {
                joined(done.sequence());
            } else {
                machine.after(1_000, this::join);
            }
        });
    }

    private void joined(long sequence) {
        admitted = true;
        session().open(sequence);
    }

    private VirtualSession session() {
        VirtualSession mine = session;
        if (mine == null) {
            throw new IllegalStateException(id + " is not up");
        }
        return mine;
    }

    // ---- the group

    @Override
    public void leading(long term) {
        Supervisor begun = new Supervisor(this, world, term);
        supervisor = begun;
        keeper = new Keeper(this, world, term);
        if (world.truth.information().identity() == null) {
            world.journal.on(
                    session().submitSessionless(new Command.Initialize(CLUSTER, 1), JOIN_WITHIN),
                    (done, failure) -> {});
        }
        begun.begin();
        keeper.begin();
    }

    @Override
    public void notLeading() {
        Supervisor was = supervisor;
        if (was != null) {
            was.end();
        }
        supervisor = null;
        keeper = null;
    }

    /** Out of the group: it comes back as a spare, with a disk that knows nothing. */
    @Override
    public void removed() {
        world.journal.note(peerId() + " is out of the group");
        notLeading();
        disk = new Disk();
        disks++;
        peer = new Peer(peerId(), disk, world, machine, this);
        machine.after(1, this::join);
    }

    @Override
    public void applied() {
        Supervisor leads = supervisor;
        if (leads != null) {
            leads.applied();
        }
    }

    boolean keeps(Keeper one) {
        return keeper == one;
    }

    @Override
    public String toString() {
        return id.value();
    }

    boolean member() {
        Peer own = peer;
        return own != null && own.disk.group().names(own.id);
    }

    Moment latest() {
        Peer own = peer;
        if (own == null) {
            throw new IllegalStateException(id + " is not up");
        }
        return own.replica.latest();
    }

    // ---- commands

    CompletableFuture<Receipt> submit(Command command, Duration within) {
        return session().submit(command, within);
    }

    private CompletableFuture<SubmitAnswer> send(Batch batch, Duration within) {
        Peer own = peer;
        if (own != null && own.leaderReady()) {
            return bounded(own.propose(batch), within);
        }
        Gateway other = leader();
        SubmitRequest request = new SubmitRequest(CLUSTER, batch, within.toMillis(), 1);
        return world.network.call(
                machine,
                other.machine,
                within.toMillis(),
                NodeCodec.SUBMIT_REQUEST,
                request,
                NodeCodec.SUBMIT_ANSWER,
                other::submitDoor);
    }

    private CompletableFuture<SubmitAnswer> bounded(CompletableFuture<SubmitAnswer> answer, Duration within) {
        machine.after(within.toMillis(), () -> answer.complete(SubmitAnswer.of(SubmitAnswer.Status.UNKNOWN, "")));
        return answer;
    }

    CompletableFuture<SubmitAnswer> submitDoor(SubmitRequest request) {
        Peer own = peer;
        return own == null
                ? CompletableFuture.completedFuture(SubmitAnswer.of(SubmitAnswer.Status.NOT_LEADER, ""))
                : bounded(own.propose(request.batch()), Duration.ofMillis(request.withinMillis()));
    }

    /** Whom its peer knows to lead, else any other, one after the other. */
    private Gateway leader() {
        Peer own = peer;
        String known = own == null ? "" : own.leader();
        if (!known.isEmpty() && !known.equals(peerId())) {
            return world.gatewayOf(known);
        }
        turn++;
        Gateway other = world.gateways.get(turn % world.gateways.size());
        return other == this ? world.gateways.get((turn + 1) % world.gateways.size()) : other;
    }

    CompletableFuture<JoinAnswer> joinDoor(JoinRequest request) {
        return session()
                .submitSessionless(request.join(), JOIN_WITHIN)
                .thenApply(receipt -> new JoinAnswer(CLUSTER, receipt.outcome()));
    }

    // ---- reads

    /** A linearizable read; fails with an {@code IcFailure} when none was possible in time. */
    CompletableFuture<Moment> read(Duration within) {
        CompletableFuture<Moment> result = new CompletableFuture<>();
        machine.after(within.toMillis(), () -> result.completeExceptionally(new IcFailure.ReadTimedOut("not in time")));
        attemptRead(result);
        return result;
    }

    private void attemptRead(CompletableFuture<Moment> result) {
        VirtualReads mine = reads;
        if (result.isDone() || mine == null) {
            return;
        }
        if (!member()) {
            result.completeExceptionally(new IcFailure.NotMember("no member"));
        } else if (!world.pieces.confirmsReads()) {
            result.complete(latest());
        } else {
            world.journal.on(mine.next(), (at, failure) -> {
                if (at == null) {
                    machine.after(world.seeds.between(20, 50), () -> attemptRead(result));
                } else if (peer != null) {
                    world.journal.on(
                            peer.replica.reached(at.index()),
                            (moment, never) ->
                                    result.complete(new Moment(moment.information(), at.term(), moment.index())));
                }
            });
        }
    }

    private CompletableFuture<TermAnswer> askTerm(String url, TermRequest request) {
        Gateway other = world.gatewayAt(url);
        return world.network.call(
                machine,
                other.machine,
                TERM_WITHIN,
                NodeCodec.TERM_REQUEST,
                request,
                NodeCodec.TERM_ANSWER,
                other::termDoor);
    }

    private CompletableFuture<TermAnswer> termDoor(TermRequest request) {
        Peer own = peer;
        boolean me = own != null && own.id.equals(request.peerId());
        return CompletableFuture.completedFuture(
                me && own != null ? new TermAnswer(own.id, own.term()) : new TermAnswer("", 0));
    }

    private CompletableFuture<ReadIndexAnswer> askLeader() {
        Gateway other = leader();
        return world.network.call(
                machine,
                other.machine,
                2L * TERM_WITHIN,
                NodeCodec.READ_INDEX_REQUEST,
                new ReadIndexRequest(CLUSTER),
                NodeCodec.READ_INDEX_ANSWER,
                other::readIndexDoor);
    }

    private CompletableFuture<ReadIndexAnswer> readIndexDoor(ReadIndexRequest request) {
        VirtualReads mine = reads;
        return mine == null ? CompletableFuture.completedFuture(new ReadIndexAnswer(false, "", 0, 0)) : mine.answer();
    }

    @Override
    public long term() {
        return peer == null ? 0 : peer.term();
    }

    @Override
    public boolean leaderReady() {
        return peer != null && peer.leaderReady();
    }

    @Override
    public long commitIndex() {
        return peer == null ? 0 : peer.commit();
    }

    @Override
    public SortedMap<String, String> current() {
        return peer == null ? new TreeMap<>() : world.urls(peer.disk.group().current());
    }

    @Override
    public SortedMap<String, String> previous() {
        return peer == null ? new TreeMap<>() : world.urls(peer.disk.group().previous());
    }
}
