package infocenter.core.command;

/** One method per command, so that a new command breaks the build until everybody who handles them has one for it. */
public interface CommandHandler<R> {
    R on(Command.Initialize command);

    R on(Command.JoinNode command);

    R on(Command.LeaveNode command);

    R on(Command.MarkNodeDown command);

    R on(Command.MarkNodeUp command);

    R on(Command.EvictNode command);

    R on(Command.ForgetNode command);

    R on(Command.SetMaintenance command);

    R on(Command.ProposePlacement command);

    R on(Command.ActivatePlacement command);

    R on(Command.CreateBucket command);

    R on(Command.DestroyBucket command);

    R on(Command.SetBucketProperties command);

    R on(Command.RegisterTransformer command);

    R on(Command.RemoveTransformer command);

    R on(Command.RegisterXaction command);

    R on(Command.RecordAcknowledgements command);

    R on(Command.RecordReports command);

    R on(Command.RecordProgress command);

    R on(Command.RestartRun command);

    R on(Command.RequestAbort command);

    R on(Command.Expire command);

    R on(Command.Tick command);

    R on(Command.RecordConfiguration command);

    R on(Command.RecordDegraded command);

    R on(Command.RaiseFeatureLevel command);

    R on(Command.SetIcSize command);

    R on(Command.SeatGateway command);

    R on(Command.MoveLeadership command);
}
