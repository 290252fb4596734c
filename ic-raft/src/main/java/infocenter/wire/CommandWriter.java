package infocenter.wire;

import infocenter.core.cluster.NodeId;
import infocenter.core.command.Command;
import infocenter.core.command.CommandHandler;
import infocenter.wire.proto.LogProto;

/** Each command as a message; {@link LogCodec} adds number and version. The other way is {@link CommandReader}. */
final class CommandWriter implements CommandHandler<LogProto.Command.Builder> {
    static final CommandWriter INSTANCE = new CommandWriter();

    private CommandWriter() {}

    private static LogProto.Command.Builder command() {
        return LogProto.Command.newBuilder();
    }

    @Override
    public LogProto.Command.Builder on(Command.Initialize command) {
        return command()
                .setInitialize(LogProto.Initialize.newBuilder()
                        .setClusterId(command.clusterId())
                        .setFeatureLevel(command.featureLevel())
                        .setIcSize(command.icSize()));
    }

    @Override
    public LogProto.Command.Builder on(Command.JoinNode command) {
        return command().setJoinNode(joinNode(command));
    }

    /** Also travels alone, in the node contract. */
    static LogProto.JoinNode joinNode(Command.JoinNode command) {
        LogProto.JoinNode.Builder join = LogProto.JoinNode.newBuilder()
                .setClusterId(command.clusterId())
                .setId(command.id().value())
                .setRole(Enums.ROLE.toProto(command.role()))
                .setAddresses(Values.toProto(command.addresses()))
                .setZone(command.zone())
                .setIncarnation(command.incarnation())
                .setUnderstands(command.understands());
        if (command.seat() != null) {
            join.setSeat(Values.toProto(command.seat()));
        }
        return join.build();
    }

    @Override
    public LogProto.Command.Builder on(Command.LeaveNode command) {
        return command()
                .setLeaveNode(LogProto.LeaveNode.newBuilder()
                        .setId(command.id().value())
                        .setIncarnation(command.incarnation()));
    }

    @Override
    public LogProto.Command.Builder on(Command.MarkNodeDown command) {
        return command()
                .setMarkNodeDown(LogProto.MarkNodeDown.newBuilder()
                        .setId(command.id().value())
                        .setIncarnation(command.incarnation())
                        .setTerm(command.term())
                        .setWhy(command.why()));
    }

    @Override
    public LogProto.Command.Builder on(Command.MarkNodeUp command) {
        return command()
                .setMarkNodeUp(LogProto.MarkNodeUp.newBuilder()
                        .setId(command.id().value())
                        .setIncarnation(command.incarnation())
                        .setTerm(command.term()));
    }

    @Override
    public LogProto.Command.Builder on(Command.EvictNode command) {
        return command()
                .setEvictNode(LogProto.EvictNode.newBuilder()
                        .setId(command.id().value())
                        .setIncarnation(command.incarnation()));
    }

    @Override
    public LogProto.Command.Builder on(Command.ForgetNode command) {
        return command()
                .setForgetNode(
                        LogProto.ForgetNode.newBuilder().setId(command.id().value()));
    }

    @Override
    public LogProto.Command.Builder on(Command.SetMaintenance command) {
        return command()
                .setSetMaintenance(LogProto.SetMaintenance.newBuilder()
                        .setId(command.id().value())
                        .setWish(Enums.WISH.toProto(command.wish())));
    }

    @Override
    public LogProto.Command.Builder on(Command.ProposePlacement command) {
        LogProto.ProposePlacement.Builder placement =
                LogProto.ProposePlacement.newBuilder().setVersion(command.version());
        for (NodeId target : command.targets()) {
            placement.addTargets(target.value());
        }
        return command().setProposePlacement(placement);
    }

    @Override
    public LogProto.Command.Builder on(Command.ActivatePlacement command) {
        return command()
                .setActivatePlacement(LogProto.ActivatePlacement.newBuilder().setVersion(command.version()));
    }

    @Override
    public LogProto.Command.Builder on(Command.CreateBucket command) {
        return command()
                .setCreateBucket(LogProto.CreateBucket.newBuilder()
                        .setName(Values.toProto(command.name()))
                        .addAllProperties(Values.toProto(command.properties())));
    }

    @Override
    public LogProto.Command.Builder on(Command.DestroyBucket command) {
        return command()
                .setDestroyBucket(LogProto.DestroyBucket.newBuilder()
                        .setName(Values.toProto(command.name()))
                        .setForce(command.force()));
    }

    @Override
    public LogProto.Command.Builder on(Command.SetBucketProperties command) {
        return command()
                .setSetBucketProperties(LogProto.SetBucketProperties.newBuilder()
                        .setName(Values.toProto(command.name()))
                        .addAllProperties(Values.toProto(command.properties())));
    }

    @Override
    public LogProto.Command.Builder on(Command.RegisterTransformer command) {
        return command()
                .setRegisterTransformer(LogProto.RegisterTransformer.newBuilder()
                        .setName(command.name().value())
                        .setMeans(Transforms.toProto(command.means()))
                        .setBounds(Transforms.toProto(command.bounds())));
    }

    @Override
    public LogProto.Command.Builder on(Command.RemoveTransformer command) {
        return command()
                .setRemoveTransformer(LogProto.RemoveTransformer.newBuilder()
                        .setName(command.name().value()));
    }

    @Override
    public LogProto.Command.Builder on(Command.RegisterXaction command) {
        LogProto.RegisterXaction.Builder register = LogProto.RegisterXaction.newBuilder()
                .setId(command.id().value())
                .setKind(command.kind())
                .setArguments(command.arguments())
                .setArgumentsHash(command.argumentsHash())
                .addAllLabels(Values.toProto(command.labels()))
                .setBodyHash(command.bodyHash())
                .setOrigin(Enums.ORIGIN.toProto(command.origin()))
                .setCaller(Values.toProto(command.caller()))
                .setAllowPartial(command.allowPartial())
                .setStartByMillis(command.startByMillis())
                .setDeadlineMillis(command.deadlineMillis());
        command.buckets().forEach(bucket -> register.addBuckets(Values.toProto(bucket)));
        if (command.key() != null) {
            register.setKey(command.key());
        }
        return command().setRegisterXaction(register);
    }

    @Override
    public LogProto.Command.Builder on(Command.RecordAcknowledgements command) {
        LogProto.RecordAcknowledgements.Builder all = LogProto.RecordAcknowledgements.newBuilder();
        for (Command.RecordAcknowledgements.Acknowledgement one : command.acknowledgements()) {
            all.addAcknowledgements(LogProto.RecordAcknowledgements.Acknowledgement.newBuilder()
                    .setId(one.id().value())
                    .setTarget(one.target().value())
                    .setIncarnation(one.incarnation())
                    .setAttempt(one.attempt()));
        }
        return command().setRecordAcknowledgements(all);
    }

    @Override
    public LogProto.Command.Builder on(Command.RecordReports command) {
        LogProto.RecordReports.Builder all = LogProto.RecordReports.newBuilder();
        for (Command.RecordReports.RunEnd end : command.ends()) {
            all.addEnds(LogProto.RecordReports.RunEnd.newBuilder()
                    .setId(end.id().value())
                    .setTarget(end.target().value())
                    .setIncarnation(end.incarnation())
                    .setAttempt(end.attempt())
                    .setSequence(end.sequence())
                    .setHow(Enums.HOW.toProto(end.how()))
                    .setError(end.error())
                    .setCounters(Values.toProto(end.counters())));
        }
        return command().setRecordReports(all);
    }

    @Override
    public LogProto.Command.Builder on(Command.RecordProgress command) {
        LogProto.RecordProgress.Builder all = LogProto.RecordProgress.newBuilder();
        for (Command.RecordProgress.Progress one : command.progress()) {
            all.addProgress(LogProto.RecordProgress.Progress.newBuilder()
                    .setId(one.id().value())
                    .setTarget(one.target().value())
                    .setIncarnation(one.incarnation())
                    .setAttempt(one.attempt())
                    .setCounters(Values.toProto(one.counters()))
                    .setPlannedObjects(one.plannedObjects())
                    .setIdle(one.idle()));
        }
        return command().setRecordProgress(all);
    }

    @Override
    public LogProto.Command.Builder on(Command.RestartRun command) {
        return command()
                .setRestartRun(LogProto.RestartRun.newBuilder()
                        .setId(command.id().value())
                        .setTarget(command.target().value())
                        .setAttempt(command.attempt())
                        .setIncarnation(command.incarnation()));
    }

    @Override
    public LogProto.Command.Builder on(Command.RequestAbort command) {
        return command()
                .setRequestAbort(LogProto.RequestAbort.newBuilder()
                        .setId(command.id().value())
                        .setCause(Enums.ORIGIN.toProto(command.cause()))
                        .setCaller(Values.toProto(command.caller())));
    }

    @Override
    public LogProto.Command.Builder on(Command.Expire command) {
        return command().setExpire(LogProto.Expire.newBuilder().setLimit(command.limit()));
    }

    @Override
    public LogProto.Command.Builder on(Command.Tick command) {
        return command().setTick(LogProto.Tick.getDefaultInstance());
    }

    @Override
    public LogProto.Command.Builder on(Command.RecordConfiguration command) {
        return command()
                .setRecordConfiguration(LogProto.RecordConfiguration.newBuilder()
                        .setTerm(command.term())
                        .setIndex(command.index())
                        .addAllPeerIds(command.peerIds()));
    }

    @Override
    public LogProto.Command.Builder on(Command.RecordDegraded command) {
        return command()
                .setRecordDegraded(LogProto.RecordDegraded.newBuilder()
                        .setId(command.id().value())
                        .setIncarnation(command.incarnation())
                        .setWhy(command.why()));
    }

    @Override
    public LogProto.Command.Builder on(Command.RaiseFeatureLevel command) {
        return command()
                .setRaiseFeatureLevel(LogProto.RaiseFeatureLevel.newBuilder().setLevel(command.level()));
    }

    @Override
    public LogProto.Command.Builder on(Command.SetIcSize command) {
        return command().setSetIcSize(LogProto.SetIcSize.newBuilder().setSize(command.size()));
    }

    @Override
    public LogProto.Command.Builder on(Command.SeatGateway command) {
        return command()
                .setSeatGateway(LogProto.SeatGateway.newBuilder()
                        .setId(command.id().value())
                        .setWanted(command.wanted()));
    }

    @Override
    public LogProto.Command.Builder on(Command.MoveLeadership command) {
        return command()
                .setMoveLeadership(
                        LogProto.MoveLeadership.newBuilder().setTo(command.to().value()));
    }
}
