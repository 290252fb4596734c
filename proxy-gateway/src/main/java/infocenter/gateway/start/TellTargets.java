package infocenter.gateway.start;

import infocenter.client.IcClient;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.xaction.Caller;
import infocenter.core.xaction.Origin;
import infocenter.gateway.broadcast.AcknowledgementLog;
import infocenter.gateway.broadcast.BroadcastOrders;
import infocenter.gateway.broadcast.Fence;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** Tells the targets of a registered xaction to start, and finds out what came of it. Any thread. */
public final class TellTargets {
    private final IcClient ic;
    private final BroadcastOrders orders;
    private final AcknowledgementLog acknowledgements;
    private final PresentState present;
    private final StartLimits limits;
    private final Executor serial;
    private final LongSupplier nanos;

    public TellTargets(
            IcClient ic,
            BroadcastOrders orders,
            AcknowledgementLog acknowledgements,
            PresentState present,
            StartLimits limits,
            Executor serial,
            LongSupplier nanos) {
        this.ic = ic;
        this.orders = orders;
        this.acknowledgements = acknowledgements;
        this.present = present;
        this.limits = limits;
        this.serial = serial;
        this.nanos = nanos;
    }

    /**
     * Completes with {@code Started} when all have acknowledged, with {@code NotAcknowledged} when they have not in time.
     *
     * @param index of the registration's entry
     */
    CompletableFuture<StartAnswer> start(
            Fence fence, Command.RegisterXaction command, Outcome.Registered row, long index) {
        return new StartUnderWay(this, fence, command, row, index).begin();
    }

    BroadcastOrders orders() {
        return orders;
    }

    AcknowledgementLog acknowledgements() {
        return acknowledgements;
    }

    PresentState present() {
        return present;
    }

    StartLimits limits() {
        return limits;
    }

    Executor serial() {
        return serial;
    }

    long nanos() {
        return nanos.getAsLong();
    }

    /** A target said that the run can never begin there: true when the abort is committed. */
    CompletableFuture<Boolean> giveUp(Outcome.Registered row, String why) {
        String reason = why.length() > Caller.WHY_CHARS_MAX ? why.substring(0, Caller.WHY_CHARS_MAX) : why;
        return ic.submit(
                        new Command.RequestAbort(row.id(), Origin.SYSTEM, Caller.system(reason)),
                        limits.requestTimeout())
                .handle((receipt, failure) -> receipt != null && !(receipt.outcome() instanceof Outcome.Refused));
    }
}
