package infocenter.sim;

import infocenter.core.xaction.Counters;
import infocenter.core.xaction.Kind;
import infocenter.core.xaction.Kinds;
import infocenter.node.Order;

/** One run at work on a target: an effect after the other, each only in the lease. */
final class Worker {
    private static final int LOOK_AGAIN = 100;

    final Order order;
    private final Target target;
    private final World world;
    private final boolean reads;
    private int left;
    private long done;
    private boolean stopped;

    Worker(Order order, Target target, World world) {
        this.order = order;
        this.target = target;
        this.world = world;
        this.reads = Kinds.find(order.kind()).filter(Kind::readsOnly).isPresent();
        this.left = world.seeds.oneIn(5) ? world.seeds.between(20, 70) : world.seeds.between(1, 5);
        rest();
    }

    /** It does nothing more; the effect in flight may still happen. */
    void stop() {
        stopped = true;
    }

    Counters counters() {
        return new Counters(done, 10 * done, 0, 0, 0, 0);
    }

    private void rest() {
        target.machine.after(world.seeds.between(20, 700), this::step);
    }

    private void step() {
        if (stopped) {
            return;
        }
        if (world.pieces.keepsLease() && !target.leaseHeld()) {
            target.machine.after(LOOK_AGAIN, this::step);
            return;
        }
        if (!reads) {
            world.deeds.effect(target.id, target.incarnation(), order.id(), order.attempt());
            if (world.seeds.oneIn(3)) {
                target.sendToAnother();
            }
        }
        target.machine.after(world.seeds.between(1, 80), this::effectOver);
    }

    private void effectOver() {
        if (stopped) {
            return;
        }
        done++;
        left--;
        if (left > 0) {
            rest();
        } else {
            target.ended(this, world.seeds.oneIn(15) ? "disk full" : "");
        }
    }
}
