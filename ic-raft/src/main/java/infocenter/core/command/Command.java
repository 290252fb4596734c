package infocenter.core.command;

import infocenter.core.bucket.BucketName;
import infocenter.core.cluster.Addresses;
import infocenter.core.cluster.Council;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Role;
import infocenter.core.cluster.Seat;
import infocenter.core.transform.Means;
import infocenter.core.transform.TransformBounds;
import infocenter.core.transform.TransformerName;
import infocenter.core.xaction.Caller;
import infocenter.core.xaction.Counters;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.XactionId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** Everything that can change the cluster's memory. A new command breaks the build until every handler has a rule for it. */
public sealed interface Command {
    /** Calls the handler's method for this command. */
    <R> R accept(CommandHandler<R> handler);

    /**
     * Feature level of the first build that can read it. One that is added to what has shipped overrides this: it is refused below its
     * level, before it is logged, since an older member could not apply it.
     */
    default int neededLevel() {
        return 1;
    }

    /**
     * Gives an empty table its identity. Without a session; refused when it has one.
     *
     * @param icSize members wanted; from then on {@link SetIcSize} says it
     */
    record Initialize(String clusterId, int featureLevel, int icSize) implements Command {
        /** With the usual size. */
        public Initialize(String clusterId, int featureLevel) {
            this(clusterId, featureLevel, Council.USUAL_SIZE);
        }

        @Override
        public <R> R accept(CommandHandler<R> handler) {
            return handler.on(this);
        }
    }

    /**
     * A process of a node is there, or there again. A gateway's opens its session: {@code Applied.sequence} is the session's
     * id; of the living incarnation it answers the living session. A target's answers the sequence that admitted it: another one
     * than before says that it was forgotten meanwhile. Without a session.
     */
    record JoinNode(
            String clusterId,
            NodeId id,
            Role role,
            Addresses addresses,
            String zone,
            long incarnation,
            @Nullable Seat seat,
            int understands)
            implements Command {
        @Override
        public <R> R accept(CommandHandler<R> handler) {
            return handler.on(this);
        }
    }

    /** A node stops on purpose: it is down at once, its session ends. */
    record LeaveNode(NodeId id, long incarnation) implements Command {
        @Override
        public <R> R accept(CommandHandler<R> handler) {
            return handler.on(this);
        }
    }

    /** The leader of that term heard nothing of that incarnation for lease + margin. */
    record MarkNodeDown(NodeId id, long incarnation, long term, String why) implements Command {
        @Override
        public <R> R accept(CommandHandler<R> handler) {
            return handler.on(this);
        }
    }

    /** The leader of that term has an answer of that incarnation. */
    record MarkNodeUp(NodeId id, long incarnation, long term) implements Command {
        @Override
        public <R> R accept(CommandHandler<R> handler) {
            return handler.on(this);
        }
    }

    /** A target that was down for too long leaves the placement; a gateway leaves the map. */
    record EvictNode(NodeId id, long incarnation) implements Command {
        @Override
        public <R> R accept(CommandHandler<R> handler) {
            return handler.on(this);
        }
    }

    /** An operator gives up what an evicted or decommissioned node held. */
    record ForgetNode(NodeId id) implements Command {
        @Override
        public <R> R accept(CommandHandler<R> handler) {
            return handler.on(this);
        }
    }

    /** Begins or ends maintenance, or decommissions for good. */
    record SetMaintenance(NodeId id, Wish wish) implements Command {
        /** What an operator wants of a node. */
        public enum Wish {
            BEGIN,
            END,
            DECOMMISSION
        }

        @Override
        public <R> R accept(CommandHandler<R> handler) {
            return handler.on(this);
        }
    }

    /** Proposes placement {@code version}, one above the last proposed. */
    record ProposePlacement(long version, List<NodeId> targets) implements Command {
        @Override
        public <R> R accept(CommandHandler<R> handler) {
            return handler.on(this);
        }
    }

    /** Every up target has acknowledged the proposed placement of that version, or is out of its lease. */
    record ActivatePlacement(long version) implements Command {
        @Override
        public <R> R accept(CommandHandler<R> handler) {
            return handler.on(this);
        }
    }

    /** Makes a bucket; {@code Applied.subject} is its id. */
    record CreateBucket(BucketName name, TreePMap<String, String> properties) implements Command {
        @Override
        public <R> R accept(CommandHandler<R> handler) {
            return handler.on(this);
        }
    }

    /** Ends a bucket. Refused while xactions are active on it, unless forced: then they are aborted first. */
    record DestroyBucket(BucketName name, boolean force) implements Command {
        @Override
        public <R> R accept(CommandHandler<R> handler) {
            return handler.on(this);
        }
    }

    /** Replaces a bucket's properties. */
    record SetBucketProperties(BucketName name, TreePMap<String, String> properties) implements Command {
        @Override
        public <R> R accept(CommandHandler<R> handler) {
            return handler.on(this);
        }
    }

    /** Makes a transformer known under a free name; {@code Applied.subject} is the name. */
    record RegisterTransformer(TransformerName name, Means means, TransformBounds bounds) implements Command {
        @Override
        public <R> R accept(CommandHandler<R> handler) {
            return handler.on(this);
        }
    }

    /** Forgets a transformer; xactions that were started with it keep it. */
    record RemoveTransformer(TransformerName name) implements Command {
        @Override
        public <R> R accept(CommandHandler<R> handler) {
            return handler.on(this);
        }
    }

    /**
     * Asks for a row; admission is decided at apply and nowhere else.
     *
     * @param arguments JSON object as text; at most 64 KiB, larger ones are a blob
     * @param argumentsHash address of the blob, see {@link infocenter.core.xaction.BlobAddress}; then arguments are empty. Else empty
     * @param bodyHash of the whole request: a key belongs to one body
     * @param allowPartial start although targets are down
     * @param startByMillis time for all acknowledgements, counted from apply
     * @param deadlineMillis time for the whole xaction, counted from apply; 0 for none
     */
    record RegisterXaction(
            XactionId id,
            String kind,
            String arguments,
            String argumentsHash,
            List<BucketName> buckets,
            TreePMap<String, String> labels,
            @Nullable String key,
            String bodyHash,
            Origin origin,
            Caller caller,
            boolean allowPartial,
            long startByMillis,
            long deadlineMillis)
            implements Command {
        @Override
        public <R> R accept(CommandHandler<R> handler) {
            return handler.on(this);
        }
    }

    /** Targets said that runs have started, or, for an interrupted one of the same incarnation, that it goes on. */
    record RecordAcknowledgements(List<Acknowledgement> acknowledgements) implements Command {
        /** One of them. */
        public record Acknowledgement(XactionId id, NodeId target, long incarnation, int attempt) {}

        @Override
        public <R> R accept(CommandHandler<R> handler) {
            return handler.on(this);
        }
    }

    /** Runs have ended, or were found gone. */
    record RecordReports(List<RunEnd> ends) implements Command {
        /**
         * One of them.
         *
         * @param sequence the target's own number of the report, 0 when found by the supervisor
         * @param how it ended
         * @param error of a failed run, else empty
         */
        public record RunEnd(
                XactionId id,
                NodeId target,
                long incarnation,
                int attempt,
                long sequence,
                How how,
                String error,
                Counters counters) {
            /** How a run ended. */
            public enum How {
                /** By itself, well. */
                FINISHED,
                /** By itself, with an error. */
                FAILED,
                /** The target acknowledged its stop order: ends only a run of an aborted xaction. */
                STOPPED,
                /** The table believed in it, the target's inventory lacks it: interrupted or lost, as the policy says. */
                GONE
            }
        }

        @Override
        public <R> R accept(CommandHandler<R> handler) {
            return handler.on(this);
        }
    }

    /** Counters of running runs, sampled. */
    record RecordProgress(List<Progress> progress) implements Command {
        /** One of them. */
        public record Progress(
                XactionId id,
                NodeId target,
                long incarnation,
                int attempt,
                Counters counters,
                long plannedObjects,
                boolean idle) {}

        @Override
        public <R> R accept(CommandHandler<R> handler) {
            return handler.on(this);
        }
    }

    /** Begins attempt {@code attempt + 1} of an interrupted run at that incarnation of its target. */
    record RestartRun(XactionId id, NodeId target, int attempt, long incarnation) implements Command {
        @Override
        public <R> R accept(CommandHandler<R> handler) {
            return handler.on(this);
        }
    }

    /** Logs the intent to end a xaction. Repeated: already done. After the end: refused with the end. */
    record RequestAbort(XactionId id, Origin cause, Caller caller) implements Command {
        @Override
        public <R> R accept(CommandHandler<R> handler) {
            return handler.on(this);
        }
    }

    /**
     * Applies what is due by the entry's own elapsed time, at most {@code limit} of each: windows and deadlines that are over become
     * aborts with cause system; idempotency keys and rows beyond retention go. A start-by that has passed is not among them: whether
     * a run was started is known only after a completed sync (design section 4, point 5), so whoever leads commits that abort as a
     * {@link RequestAbort} with cause system.
     */
    record Expire(int limit) implements Command {
        @Override
        public <R> R accept(CommandHandler<R> handler) {
            return handler.on(this);
        }
    }

    /** Moves the clocks. */
    record Tick() implements Command {
        @Override
        public <R> R accept(CommandHandler<R> handler) {
            return handler.on(this);
        }
    }

    /** The committed Raft group, recorded by the leader of that term. */
    record RecordConfiguration(long term, long index, List<String> peerIds) implements Command {
        @Override
        public <R> R accept(CommandHandler<R> handler) {
            return handler.on(this);
        }
    }

    /** What fails of a target, as that process said: which mount path, and why; empty when nothing does any more. */
    record RecordDegraded(NodeId id, long incarnation, String why) implements Command {
        @Override
        public <R> R accept(CommandHandler<R> handler) {
            return handler.on(this);
        }
    }

    /** Allows newer entries; refused while a node that is up does not understand them. */
    record RaiseFeatureLevel(int level) implements Command {
        @Override
        public <R> R accept(CommandHandler<R> handler) {
            return handler.on(this);
        }
    }

    /** Says how many members the Information Center shall have: 1, 3 or 5. */
    record SetIcSize(int size) implements Command {
        @Override
        public <R> R accept(CommandHandler<R> handler) {
            return handler.on(this);
        }
    }

    /**
     * Bars a gateway from the Information Center, or lets it in again; its seat goes to a spare in one change.
     *
     * @param wanted whether it may have a seat
     */
    record SeatGateway(NodeId id, boolean wanted) implements Command {
        @Override
        public <R> R accept(CommandHandler<R> handler) {
            return handler.on(this);
        }
    }

    /** Asks the leader of the entry's term to hand over to that member. */
    record MoveLeadership(NodeId to) implements Command {
        @Override
        public <R> R accept(CommandHandler<R> handler) {
            return handler.on(this);
        }
    }
}
