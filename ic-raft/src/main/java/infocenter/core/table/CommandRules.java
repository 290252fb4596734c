package infocenter.core.table;

import infocenter.core.command.Command;
import infocenter.core.command.CommandHandler;
import infocenter.core.command.Outcome;

/** Leads each command to its rule. */
record CommandRules(Draft draft) implements CommandHandler<Outcome> {
    @Override
    public Outcome on(Command.Initialize command) {
        return new IdentityRules(draft).initialize(command);
    }

    @Override
    public Outcome on(Command.JoinNode command) {
        return new JoinRules(draft).join(command);
    }

    @Override
    public Outcome on(Command.LeaveNode command) {
        return new JoinRules(draft).leave(command);
    }

    @Override
    public Outcome on(Command.MarkNodeDown command) {
        return new NodeRules(draft).markDown(command);
    }

    @Override
    public Outcome on(Command.MarkNodeUp command) {
        return new NodeRules(draft).markUp(command);
    }

    @Override
    public Outcome on(Command.EvictNode command) {
        return new NodeRules(draft).evict(command);
    }

    @Override
    public Outcome on(Command.ForgetNode command) {
        return new NodeRules(draft).forget(command);
    }

    @Override
    public Outcome on(Command.SetMaintenance command) {
        return new NodeRules(draft).setMaintenance(command);
    }

    @Override
    public Outcome on(Command.ProposePlacement command) {
        return new PlacementRules(draft).propose(command);
    }

    @Override
    public Outcome on(Command.ActivatePlacement command) {
        return new PlacementRules(draft).activate(command);
    }

    @Override
    public Outcome on(Command.CreateBucket command) {
        return new BucketRules(draft).create(command);
    }

    @Override
    public Outcome on(Command.DestroyBucket command) {
        return new BucketRules(draft).destroy(command);
    }

    @Override
    public Outcome on(Command.SetBucketProperties command) {
        return new BucketRules(draft).setProperties(command);
    }

    @Override
    public Outcome on(Command.RegisterTransformer command) {
        return new TransformerRules(draft).register(command);
    }

    @Override
    public Outcome on(Command.RemoveTransformer command) {
        return new TransformerRules(draft).remove(command);
    }

    @Override
    public Outcome on(Command.RegisterXaction command) {
        return new RegistrationRules(draft).register(command);
    }

    @Override
    public Outcome on(Command.RecordAcknowledgements command) {
        return new RunRules(draft).acknowledge(command);
    }

    @Override
    public Outcome on(Command.RecordReports command) {
        return new ReportRules(draft).report(command);
    }

    @Override
    public Outcome on(Command.RecordProgress command) {
        return new RunRules(draft).progress(command);
    }

    @Override
    public Outcome on(Command.RestartRun command) {
        return new RunRules(draft).restart(command);
    }

    @Override
    public Outcome on(Command.RequestAbort command) {
        return new AbortRules(draft).request(command);
    }

    @Override
    public Outcome on(Command.Expire command) {
        return new ExpiryRules(draft).expire(command);
    }

    @Override
    public Outcome on(Command.Tick command) {
        return draft.applied("");
    }

    @Override
    public Outcome on(Command.RecordConfiguration command) {
        return new IdentityRules(draft).recordConfiguration(command);
    }

    @Override
    public Outcome on(Command.RecordDegraded command) {
        return new NodeRules(draft).degraded(command);
    }

    @Override
    public Outcome on(Command.RaiseFeatureLevel command) {
        return new IdentityRules(draft).raiseFeatureLevel(command);
    }

    @Override
    public Outcome on(Command.SetIcSize command) {
        return new CouncilRules(draft).setSize(command);
    }

    @Override
    public Outcome on(Command.SeatGateway command) {
        return new CouncilRules(draft).seat(command);
    }

    @Override
    public Outcome on(Command.MoveLeadership command) {
        return new CouncilRules(draft).moveLeadership(command);
    }
}
