package infocenter.gateway.supervise;

import infocenter.client.IcClient;
import infocenter.client.LeaderWork;
import infocenter.core.cluster.NodeId;
import infocenter.core.supervise.Patience;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes true what the table owes, while this gateway leads: orders to targets, losses, ends, time (design section 4). Only reads the
 * value and submits guarded commands, so a second one that does not know yet that it was deposed does no harm.
 *
 * <p>{@link #lead} and {@link #follow} may be called by any thread and return at once; everything else happens on the thread behind
 * {@code turns}.
 */
public final class Supervisor implements LeaderWork, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    private final IcClient ic;
    private final SyncCalls calls;
    private final Turns turns;
    private final SupervisionLimits limits;
    private final Patience patience;
    private final NodeId self;
    private final String selfUrl;
    private final SupervisorMeters meters;
    private final AutoCloseable applied;
    private final AtomicBoolean lookPending = new AtomicBoolean();
    private @Nullable Leadership leading;

    /**
     * @param ic the group; its {@code latest} is used only while this member leads
     * @param calls how targets and gateways are asked
     * @param turns closed with this
     * @param patience before targets lose their place and before objects move
     * @param self this gateway
     * @param selfUrl its node door, where targets push reports
     */
    public Supervisor(
            IcClient ic,
            SyncCalls calls,
            Turns turns,
            SupervisionLimits limits,
            Patience patience,
            NodeId self,
            String selfUrl,
            MeterRegistry registry) {
        this.ic = ic;
        this.calls = calls;
        this.turns = turns;
        this.limits = limits;
        this.patience = patience;
        this.self = self;
        this.selfUrl = selfUrl;
        this.meters = new SupervisorMeters(registry, turns::nanos);
        this.applied = ic.onApplied(this::applied);
    }

    @Override
    public void lead(long term) {
        turns.run(() -> {
            stop();
            LOG.atInfo().addKeyValue("member", self).addKeyValue("term", term).log("supervising");
            Leadership next = new Leadership(term, self, selfUrl, ic, calls, turns, limits, patience, meters);
            leading = next;
            next.begin();
        });
    }

    @Override
    public void follow() {
        turns.run(this::stop);
    }

    private void stop() {
        Leadership last = leading;
        leading = null;
        if (last != null) {
            last.end();
            LOG.atInfo()
                    .addKeyValue("member", self)
                    .addKeyValue("term", last.term())
                    .log("supervising no more");
        }
    }

    private void applied() {
        if (lookPending.compareAndSet(false, true)) {
            turns.after(limits.gather(), () -> {
                lookPending.set(false);
                Leadership now = leading;
                if (now != null) {
                    now.applied();
                }
            });
        }
    }

    /** Stops leading work and its thread. Idempotent. */
    @Override
    public void close() {
        turns.run(this::stop);
        turns.close();
        try {
            applied.close();
        } catch (Exception failed) {
            LOG.atWarn().setCause(failed).log("subscription to applied entries not closed");
        }
    }
}
