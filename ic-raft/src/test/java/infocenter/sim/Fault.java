package infocenter.sim;

import java.util.List;
import java.util.function.BiConsumer;

/** Something that goes wrong for a while. */
sealed interface Fault {
    void begin(World world);

    void end(World world);

    /** A gateway's process dies, and what its disk was not asked to sync may be lost. */
    record GatewayKilled(Gateway gateway) implements Fault {
        @Override
        public void begin(World world) {
            if (gateway.machine.up()) {
                gateway.crash();
            }
        }

        @Override
        public void end(World world) {
            if (!gateway.machine.up()) {
                gateway.start();
            }
        }
    }

    /** A gateway's disk is lost. Not while another loss is not made good: that would be more than is promised. */
    record GatewayWiped(Gateway gateway) implements Fault {
        @Override
        public void begin(World world) {
            if (gateway.machine.up() && world.everyVoterHasItsDisk()) {
                gateway.wipe();
            }
        }

        @Override
        public void end(World world) {
            if (!gateway.machine.up()) {
                gateway.start();
            }
        }
    }

    /** Everything loses power at one moment. */
    record PowerCut() implements Fault {
        @Override
        public void begin(World world) {
            world.gateways.forEach(gateway -> new GatewayKilled(gateway).begin(world));
            world.targets.forEach(target -> new TargetKilled(target).begin(world));
        }

        @Override
        public void end(World world) {
            world.gateways.forEach(gateway -> new GatewayKilled(gateway).end(world));
            world.targets.forEach(target -> new TargetKilled(target).end(world));
        }
    }

    /** A target's process dies. */
    record TargetKilled(Target target) implements Fault {
        @Override
        public void begin(World world) {
            if (target.machine.up()) {
                target.crash();
            }
        }

        @Override
        public void end(World world) {
            if (!target.machine.up()) {
                target.start();
            }
        }
    }

    /** A process is frozen, and wakes without knowing it. */
    record Asleep(Machine machine, int millis) implements Fault {
        @Override
        public void begin(World world) {
            machine.freeze(millis);
        }

        @Override
        public void end(World world) {
            machine.wake();
        }
    }

    /** Nothing goes from these to those; both ways, or only there. */
    record CutOff(List<String> these, List<String> those, boolean bothWays) implements Fault {
        @Override
        public void begin(World world) {
            each((from, to) -> {
                world.network.cut(from, to);
                if (bothWays) {
                    world.network.cut(to, from);
                }
            });
        }

        @Override
        public void end(World world) {
            each((from, to) -> {
                world.network.mend(from, to);
                world.network.mend(to, from);
            });
        }

        private void each(BiConsumer<String, String> way) {
            these.forEach(from -> those.forEach(to -> way.accept(from, to)));
        }
    }

    /** A wall clock jumps, and stays there. */
    record ClockJumps(Machine machine, long millis) implements Fault {
        @Override
        public void begin(World world) {
            machine.wallOffMillis += millis;
        }

        @Override
        public void end(World world) {
            // Nobody sets it right.
        }
    }

    /** Disks take long to sync. */
    record SlowDisks(int syncMillis) implements Fault {
        @Override
        public void begin(World world) {
            world.syncMillisMax(syncMillis);
        }

        @Override
        public void end(World world) {
            world.syncMillisMax(World.SYNC_MILLIS);
        }
    }
}
