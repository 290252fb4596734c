package infocenter.sim;

import java.util.ArrayList;
import java.util.List;

/** Draws what goes wrong next, and sets it right again. */
final class Faults {
    /** What can be drawn. */
    enum Kind {
        GATEWAY_KILLED,
        LEADER_KILLED,
        GATEWAY_WIPED,
        POWER_CUT,
        GATEWAY_ASLEEP,
        LEADER_ASLEEP,
        GATEWAY_CUT_OFF,
        LEADER_CUT_OFF,
        TARGET_KILLED,
        TARGET_ASLEEP,
        TARGET_CUT_OFF,
        ONE_WAY,
        CLOCK_JUMPS,
        SLOW_DISKS
    }

    private final World world;
    private final Property property;
    private final List<Fault> open = new ArrayList<>();

    Faults(World world, Property property) {
        this.world = world;
        this.property = property;
    }

    void begin() {
        int rest = property.faultEveryMillis();
        world.time.after(world.seeds.between(rest / 4, rest * 2) * Timeline.NANOS_A_MILLI, () -> {
            if (world.stormy()) {
                strike();
                begin();
            }
        });
    }

    private void strike() {
        Kind kind = world.seeds.anyOf(property.faults());
        // A target is away for longer than its lease, and than it takes to say so.
        boolean lasts = kind == Kind.TARGET_CUT_OFF || kind == Kind.ONE_WAY || world.seeds.oneIn(3);
        int millis = lasts ? world.seeds.between(3_000, 25_000) : world.seeds.between(100, 4_000);
        strike(draw(kind, millis), millis);
    }

    /** That happens now, for so long. */
    void strike(Fault fault, int millis) {
        world.journal.note(fault + " for " + millis + " ms");
        fault.begin(world);
        open.add(fault);
        world.time.after(millis * Timeline.NANOS_A_MILLI, () -> end(fault));
    }

    private void end(Fault fault) {
        if (open.remove(fault)) {
            fault.end(world);
        }
    }

    /** Everything is set right; what was killed is started. */
    void calm() {
        List.copyOf(open).forEach(this::end);
    }

    private Fault draw(Kind kind, int millis) {
        Gateway gateway = world.seeds.anyOf(world.gateways);
        Target target = world.seeds.anyOf(world.targets);
        return switch (kind) {
            case GATEWAY_KILLED -> new Fault.GatewayKilled(gateway);
            case LEADER_KILLED -> new Fault.GatewayKilled(world.leader());
            case GATEWAY_WIPED -> new Fault.GatewayWiped(gateway);
            case POWER_CUT -> new Fault.PowerCut();
            case GATEWAY_ASLEEP -> new Fault.Asleep(gateway.machine, millis);
            case LEADER_ASLEEP -> new Fault.Asleep(world.leader().machine, millis);
            case TARGET_KILLED -> new Fault.TargetKilled(target);
            case TARGET_ASLEEP -> new Fault.Asleep(target.machine, millis);
            case GATEWAY_CUT_OFF -> cutOff(gateway.machine, true, world.seeds.oneIn(2));
            case LEADER_CUT_OFF -> cutOff(world.leader().machine, true, world.seeds.oneIn(2));
            case TARGET_CUT_OFF -> cutOff(target.machine, true, true);
            case ONE_WAY ->
                cutOff(world.seeds.oneIn(2) ? gateway.machine : target.machine, false, world.seeds.oneIn(2));
            case CLOCK_JUMPS -> new Fault.ClockJumps(gateway.machine, world.seeds.between(-3_600_000, 3_600_000));
            case SLOW_DISKS -> new Fault.SlowDisks(world.seeds.between(50, 800));
        };
    }

    /** From all others, or from some of them. */
    private Fault cutOff(Machine machine, boolean bothWays, boolean fromAll) {
        List<String> others = world.names().stream()
                .filter(name -> !name.equals(machine.name) && (fromAll || world.seeds.oneIn(2)))
                .toList();
        return new Fault.CutOff(List.of(machine.name), others, bothWays);
    }
}
