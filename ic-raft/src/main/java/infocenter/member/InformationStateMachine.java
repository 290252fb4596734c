package infocenter.member;

import infocenter.client.Moment;
import infocenter.core.command.Stamp;
import infocenter.core.table.Change;
import infocenter.core.table.Information;
import infocenter.core.table.InformationTable;
import infocenter.wire.LogCodec;
import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.ratis.proto.RaftProtos;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftGroupMemberId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.StateMachineStorage;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;
import org.apache.ratis.util.LifeCycle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries committed entries to the core's one function and publishes what it gives. Ratis' apply thread calls {@code apply...},
 * {@code takeSnapshot} and {@code reinitialize}, in log order; notifications come on other threads of Ratis and are only passed on.
 */
final class InformationStateMachine extends BaseStateMachine {
    private static final Logger LOG = LoggerFactory.getLogger(InformationStateMachine.class);

    private final SnapshotFiles snapshots = new SnapshotFiles();
    private final AppliedMoments moments;
    private final LeaderClock clock;
    private final StateMachineEvents events;
    private final LevelMark level;
    private final Executor snapshotWriter;
    private final AtomicBoolean writing = new AtomicBoolean();
    /** Index of the snapshot that Ratis knows; touched by the apply thread alone. */
    private long told = AppliedMoments.NOTHING;

    /** Term of the last configuration entry: a leader's first entry is one, so of its own leadership when it is ready. */
    private volatile long configurationTerm;

    private volatile boolean stopping;
    private volatile boolean broken;
    private volatile boolean removed;

    /**
     * @param snapshotWriter one thread, for snapshots that are written while apply goes on
     */
    InformationStateMachine(
            AppliedMoments moments,
            LeaderClock clock,
            StateMachineEvents events,
            LevelMark level,
            Executor snapshotWriter) {
        this.moments = moments;
        this.clock = clock;
        this.events = events;
        this.level = level;
        this.snapshotWriter = snapshotWriter;
    }

    @Override
    public void initialize(RaftServer server, RaftGroupId groupId, RaftStorage storage) throws IOException {
        getLifeCycle().startAndTransition(() -> {
            super.initialize(server, groupId, storage);
            snapshots.init(storage);
            SnapshotFiles.Loaded loaded = snapshots.load();
            if (loaded != null) {
                begin(loaded);
            }
        });
    }

    private void begin(SnapshotFiles.Loaded loaded) throws IOException {
        level.keep(loaded.information());
        setLastAppliedTermIndex(loaded.at());
        told = loaded.at().getIndex();
        moments.publish(new Moment(
                loaded.information(), loaded.at().getTerm(), loaded.at().getIndex()));
    }

    /** The leader's snapshot is about to replace ours; nothing may be written into the folder meanwhile. */
    @Override
    public void pause() {
        getLifeCycle().transition(LifeCycle.State.PAUSING);
        snapshots.awaitWriter();
        getLifeCycle().transition(LifeCycle.State.PAUSED);
    }

    /** The leader's snapshot has replaced ours; the value starts anew from it, whatever was applied before. */
    @Override
    public void reinitialize() throws IOException {
        SnapshotFiles.Loaded loaded = snapshots.load();
        if (loaded == null) {
            throw new IOException("no snapshot is there after one was installed");
        }
        begin(loaded);
        getLifeCycle().transition(LifeCycle.State.STARTING);
        getLifeCycle().transition(LifeCycle.State.RUNNING);
    }

    @Override
    public StateMachineStorage getStateMachineStorage() {
        return snapshots;
    }

    /** At the leader, on the submitter's thread: the one place where a clock is read. */
    @Override
    public TransactionContext startTransaction(RaftClientRequest request) {
        TransactionContext.Builder builder = TransactionContext.newBuilder()
                .setStateMachine(this)
                .setClientRequest(request)
                .setServerRole(RaftProtos.RaftPeerRole.LEADER);
        ByteString batch = request.getMessage().getContent();
        if (!(request.getMessage() instanceof BatchMessage) || !clock.runs()) {
            // Only this process' own submissions come in: the Raft port is for members.
            return builder.setLogData(batch)
                    .build()
                    .setException(new IOException("not from this gateway, or this member does not lead"));
        }
        // The term is that of the entry, known only at apply.
        Stamp stamp = new Stamp(0, clock.elapsedMillis(), clock.shownMillis());
        ByteString header = UnsafeByteOperations.unsafeWrap(LogCodec.header(stamp, batch.size()));
        return builder.setLogData(header.concat(batch)).build();
    }

    @Override
    public TransactionContext preAppendTransaction(TransactionContext transaction) {
        RaftClientRequest request = transaction.getClientRequest();
        if (request != null && request.getMessage() instanceof BatchMessage batch) {
            batch.toBeAppended();
        }
        return transaction;
    }

    /** Nobody reads through Ratis; its reads only serve to send heartbeats. */
    @Override
    public CompletableFuture<Message> query(Message request) {
        return CompletableFuture.completedFuture(Message.EMPTY);
    }

    /** Never throws: that would close the division on every member, one after another. */
    @Override
    public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
        RaftProtos.LogEntryProto entry = transaction.getLogEntry();
        long term = entry.getTerm();
        long index = entry.getIndex();
        if (broken) {
            return CompletableFuture.failedFuture(new IllegalStateException("this member has stopped"));
        }
        try {
            Change change = apply(moments.latest().information(), entry);
            level.keep(change.information());
            publish(change.information(), term, index);
            return CompletableFuture.completedFuture(new OutcomesMessage(change.outcomes(), term, index));
        } catch (Throwable stop) {
            broken = true;
            events.broken(
                    stop instanceof LevelTooHigh
                            ? String.valueOf(stop.getMessage())
                            : "cannot apply entry " + index + " of term " + term,
                    stop);
            return CompletableFuture.failedFuture(stop);
        }
    }

    /** What that entry of the log makes of the value. */
    static Change apply(Information before, RaftProtos.LogEntryProto entry) throws IOException {
        LogCodec.Entry read = LogCodec.decodeEntry(
                entry.getStateMachineLogEntry().getLogData().asReadOnlyByteBuffer());
        Stamp stamp = new Stamp(
                entry.getTerm(), read.stamp().elapsedMillis(), read.stamp().shownMillis());
        return InformationTable.apply(before, stamp, read.batch());
    }

    private void publish(Information information, long term, long index) {
        updateLastAppliedTermIndex(term, index);
        moments.publish(new Moment(information, term, index));
    }

    /** Configuration and no-op entries: they change no row, but reads wait for their index too. */
    @Override
    public void notifyTermIndexUpdated(long term, long index) {
        if (!broken) {
            publish(moments.latest().information(), term, index);
        }
    }

    /**
     * Begins a snapshot of the present value and answers that none is finished yet; asked again after the next batch, answers the
     * finished one. At the stop there is no later, so it is written at once.
     */
    @Override
    public long takeSnapshot() throws IOException {
        TermIndex applied = getLastAppliedTermIndex();
        if (getLifeCycleState() != LifeCycle.State.RUNNING || broken || applied == null || applied.getIndex() < 0) {
            return RaftLog.INVALID_LOG_INDEX;
        }
        if (stopping) {
            snapshots.write(moments.latest().information(), applied);
        } else if (!writing.get() && snapshots.index() <= told) {
            writeAside();
        }
        if (writing.get() || snapshots.index() <= told) {
            return RaftLog.INVALID_LOG_INDEX;
        }
        told = snapshots.index();
        return told;
    }

    /** Writes a snapshot of the newest value on the helper thread, if there is anything new. Any thread. */
    void writeAside() {
        Moment moment = moments.latest();
        if (moment.index() <= snapshots.index() || !writing.compareAndSet(false, true)) {
            return;
        }
        try {
            snapshotWriter.execute(() -> write(moment));
        } catch (RejectedExecutionException closing) {
            writing.set(false);
        }
    }

    private void write(Moment moment) {
        long began = System.nanoTime();
        try {
            if (getLifeCycleState() == LifeCycle.State.RUNNING) {
                snapshots.write(moment.information(), TermIndex.valueOf(moment.term(), moment.index()));
            }
            LOG.atInfo()
                    .addKeyValue("term", moment.term())
                    .addKeyValue("index", moment.index())
                    .addKeyValue("tookMs", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began))
                    .log("snapshot written");
        } catch (IOException | RuntimeException failed) {
            LOG.atError()
                    .addKeyValue("index", moment.index())
                    .setCause(failed)
                    .log("a snapshot could not be written; the log is kept until one can");
        } finally {
            writing.set(false);
        }
    }

    /** See {@link SnapshotFiles#requireLogged}. */
    void requireLogged(long lastIndex) throws StorageDamaged {
        snapshots.requireLogged(lastIndex);
    }

    /** From now on a snapshot that is asked for is the last one. */
    void stopping() {
        stopping = true;
    }

    /** Its group is a thing of the past: publishes nothing any more. */
    void abandon() {
        broken = true;
    }

    /** Ratis has closed the division since this peer is out of the group. */
    boolean removed() {
        return removed;
    }

    long snapshotIndex() {
        return snapshots.index();
    }

    @Override
    public void notifyLeaderReady() {
        clock.begin(moments.latest().information().clocks().elapsedMillis());
        events.leading(configurationTerm);
    }

    @Override
    public void notifyNotLeader(Collection<TransactionContext> pending) {
        clock.end();
        events.notLeading();
    }

    @Override
    public void notifyLeaderChanged(RaftGroupMemberId member, @Nullable RaftPeerId leader) {
        events.leaderChanged(leader == null ? "" : leader.toString());
    }

    @Override
    public void notifyConfigurationChanged(long term, long index, RaftProtos.RaftConfigurationProto configuration) {
        configurationTerm = term;
        events.configurationChanged();
    }

    /** The leader says that this peer is out of the group; for the whole server it says only that it is being closed. */
    @Override
    public void notifyServerShutdown(RaftProtos.RoleInfoProto role, boolean wholeServer) {
        if (!wholeServer) {
            removed = true;
            events.removed();
        }
    }

    @Override
    public void notifyLogFailed(Throwable cause, RaftProtos.@Nullable LogEntryProto entry) {
        // Whatever wraps it, it is the disk's matter: see ProcessEnd.
        events.broken("the log cannot be written", cause instanceof IOException ? cause : new IOException(cause));
    }
}
