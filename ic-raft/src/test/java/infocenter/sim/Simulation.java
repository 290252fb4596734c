package infocenter.sim;

import infocenter.core.table.Information;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.Xaction;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One run: a cluster forms, a storm of faults goes over it, it is calm again, and then everything must have ended well. */
final class Simulation {
    private static final int FORM_WITHIN = 60_000;
    /** From the end of all faults until what a client had started is over: the kinds' bound, an election and the work itself. */
    private static final int CLIENTS_BOUND = 90_000;
    /** The same for what the cluster starts by itself once those are over. */
    private static final int BOUND = 240_000;

    private final Property property;
    private final long seed;
    private final World world;

    /**
     * What came of a run.
     *
     * @param broken the promise that did not hold, and how; null when all did
     * @param lines what happened before
     */
    record Verdict(
            Property property,
            long seed,
            @Nullable String broken,
            @Nullable Throwable cause,
            List<String> lines,
            long virtualMillis,
            long entries,
            int terms,
            int rows,
            long reads,
            long effects) {
        boolean good() {
            return broken == null;
        }

        /** The one command that brings a failure back. */
        String again() {
            return "scripts/simulate --property " + property.shown() + " --seed " + seed;
        }
    }

    private Simulation(Property property, long seed, Pieces pieces) {
        this.property = property;
        this.seed = seed;
        this.world = new World(property, seed, pieces);
    }

    static Verdict run(Property property, long seed) {
        return run(property, seed, Pieces.REAL);
    }

    static Verdict run(Property property, long seed, Pieces pieces) {
        return new Simulation(property, seed, pieces).run();
    }

    private Verdict run() {
        try {
            form();
            world.storm();
            pass(property.stormMillis(), () -> false);
            settle();
        } catch (Journal.Violation broken) {
            // Noted where it was found.
        } catch (RuntimeException | Error bug) {
            world.journal.fail(bug);
        }
        return new Verdict(
                property,
                seed,
                world.journal.broken(),
                world.journal.cause(),
                world.journal.lines(),
                world.time.millis(),
                world.truth.index(),
                world.truth.terms(),
                world.truth.information().xactions().rows().size(),
                world.history.reads(),
                world.deeds.effects());
    }

    private void form() {
        world.begin();
        boolean formed = pass(FORM_WITHIN, world::formed);
        world.journal.require(formed, () -> "the cluster forms: it has not");
        world.makeBuckets();
        pass(1_000, () -> false);
        world.journal.note("formed");
    }

    private void settle() {
        world.calm();
        world.journal.note("calm");
        long last = world.truth.information().sequence();
        pass(CLIENTS_BOUND, this::settled);
        for (Xaction row : world.truth.information().xactions().rows().values()) {
            boolean counts = row.origin() == Origin.CLIENT && row.sequence() <= last;
            world.journal.require(
                    !counts || row.phase().terminal(),
                    () -> "everything ends: " + row.id() + " is " + row.phase() + " "
                            + row.runs().values());
        }
        boolean settled = pass(BOUND - CLIENTS_BOUND, this::settled);
        world.journal.require(settled, this::unsettled);
        world.members().forEach(gateway -> world.clients.get(0).read(gateway));
        pass(5_000, () -> world.clients.get(0).idle());
        for (Gateway gateway : world.members()) {
            world.truth.whole(gateway.peerId(), gateway.latest());
            world.history.complete(gateway.peerId(), gateway.latest());
        }
    }

    private boolean settled() {
        return world.quiet() && world.level();
    }

    private String unsettled() {
        Information now = world.truth.information();
        return "everything ends: active " + now.xactions().active().values() + ", rebalance due "
                + now.cluster().rebalanceDueMillis() + ", clients idle "
                + world.clients.stream().map(Client::idle).toList() + ", members "
                + world.members().stream()
                        .map(gateway ->
                                gateway.peerId() + " at " + gateway.latest().index())
                        .toList()
                + " of " + world.truth.index() + ", nodes "
                + now.cluster().nodes().values().stream()
                        .map(node -> node.id() + " " + node.state())
                        .toList();
    }

    /** Lets so much time pass, or less when that comes true; looked at ten times a second. */
    private boolean pass(long millis, BooleanSupplier until) {
        long end = world.time.millis() + millis;
        long look = 0;
        while (world.time.millis() < end) {
            world.time.step();
            if (world.journal.broken() != null) {
                throw new Journal.Violation(world.journal.broken());
            }
            if (world.time.millis() >= look) {
                look = world.time.millis() + 100;
                if (until.getAsBoolean()) {
                    return true;
                }
            }
        }
        return false;
    }
}
