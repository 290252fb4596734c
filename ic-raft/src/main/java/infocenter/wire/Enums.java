package infocenter.wire;

import infocenter.core.cluster.NodeState;
import infocenter.core.cluster.Role;
import infocenter.core.command.Command;
import infocenter.core.command.Reason;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.Policy;
import infocenter.node.Order;
import infocenter.node.OrderAnswer;
import infocenter.node.SubmitAnswer;
import infocenter.wire.proto.LogProto;
import infocenter.wire.proto.NodeProto;
import infocenter.wire.proto.SnapshotProto;

/** Every enum that travels. */
final class Enums {
    static final EnumPair<Role, LogProto.Role> ROLE = new EnumPair<>("role", Role.class, LogProto.Role.class, "ROLE_");
    static final EnumPair<Origin, LogProto.Origin> ORIGIN =
            new EnumPair<>("origin", Origin.class, LogProto.Origin.class, "ORIGIN_");
    static final EnumPair<Reason, LogProto.Reason> REASON =
            new EnumPair<>("reason", Reason.class, LogProto.Reason.class, "REASON_");
    static final EnumPair<Command.SetMaintenance.Wish, LogProto.SetMaintenance.Wish> WISH =
            new EnumPair<>("wish", Command.SetMaintenance.Wish.class, LogProto.SetMaintenance.Wish.class, "WISH_");
    static final EnumPair<Command.RecordReports.RunEnd.How, LogProto.RecordReports.How> HOW =
            new EnumPair<>("how", Command.RecordReports.RunEnd.How.class, LogProto.RecordReports.How.class, "HOW_");
    static final EnumPair<NodeState, SnapshotProto.NodeState> NODE_STATE =
            new EnumPair<>("state", NodeState.class, SnapshotProto.NodeState.class, "NODE_STATE_");
    static final EnumPair<Policy, SnapshotProto.Policy> POLICY =
            new EnumPair<>("policy", Policy.class, SnapshotProto.Policy.class, "POLICY_");
    static final EnumPair<Order.Type, NodeProto.Order.Type> ORDER_TYPE =
            new EnumPair<>("type", Order.Type.class, NodeProto.Order.Type.class, "TYPE_");
    static final EnumPair<OrderAnswer.Status, NodeProto.OrderResult.Status> ORDER_STATUS =
            new EnumPair<>("status", OrderAnswer.Status.class, NodeProto.OrderResult.Status.class, "STATUS_");
    static final EnumPair<SubmitAnswer.Status, NodeProto.SubmitAnswer.Status> SUBMIT_STATUS =
            new EnumPair<>("status", SubmitAnswer.Status.class, NodeProto.SubmitAnswer.Status.class, "STATUS_");

    private Enums() {}
}
