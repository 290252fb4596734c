package infocenter.sim;

import infocenter.core.xaction.XactionId;
import infocenter.sim.Starts.Ask;
import infocenter.sim.Starts.Told;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A client: starts, aborts and looks, at any gateway; what stays without an answer is asked again at another one, by the same key. */
final class Client {
    private static final int WITHIN = 8_000;
    private static final Duration READ_WITHIN = Duration.ofSeconds(3);
    private static final List<Ask> JOBS = List.of(
            new Ask("", "copy-bucket", "{}", List.of("src", "dst"), false),
            new Ask("", "summary", "{}", List.of("src"), false),
            new Ask("", "delete", "{\"prefix\":\"a\"}", List.of("src"), true),
            new Ask("", "list-objects", "{}", List.of("src"), true));

    private final Machine machine;
    private final World world;
    private final Property property;
    private int jobs;
    private int open;

    Client(String name, World world, Property property) {
        this.world = world;
        this.property = property;
        this.machine = new Machine(name, world.time, world.seeds);
    }

    void start() {
        machine.begin();
        next();
    }

    boolean idle() {
        return open == 0;
    }

    private void next() {
        machine.after(world.seeds.between(property.paceMillis() / 10, property.paceMillis()), () -> {
            if (world.stormy()) {
                something();
                next();
            }
        });
    }

    private void something() {
        int luck = world.seeds.between(1, 100);
        List<XactionId> known = world.history.started();
        if (luck <= property.readsInHundred()) {
            read();
        } else if (luck >= 88 && !known.isEmpty()) {
            abort(known.get(known.size() - world.seeds.between(1, Math.min(known.size(), 6))));
        } else {
            jobs++;
            Ask job = world.seeds.anyOf(JOBS);
            Ask mine = new Ask(machine.name + "-" + jobs, job.kind(), job.arguments(), job.buckets(), job.partial());
            open++;
            start(mine);
            if (world.seeds.oneIn(6)) {
                // An impatient one, at another gateway meanwhile.
                open++;
                machine.after(world.seeds.between(0, 2_000), () -> start(mine));
            }
        }
    }

    private void start(Ask job) {
        Gateway gateway = world.seeds.anyOf(world.gateways);
        History.Begun begun = world.history.begin();
        CompletableFuture<Told> told =
                world.network.call(machine, gateway.machine, WITHIN, () -> gateway.starts.start(job));
        world.journal.on(told, (answer, failure) -> {
            if (answer != null) {
                world.history.started(begun, job.key(), answer.id(), answer.index());
                open--;
            } else if (world.stormy()) {
                machine.after(world.seeds.between(50, 1_000), () -> start(job));
            } else {
                open--;
            }
        });
    }

    private void abort(XactionId id) {
        Gateway gateway = world.seeds.anyOf(world.gateways);
        History.Begun begun = world.history.begin();
        open++;
        world.journal.on(
                world.network.call(machine, gateway.machine, WITHIN, () -> gateway.starts.abort(id)),
                (answer, failure) -> {
                    open--;
                    if (answer != null) {
                        world.history.aborted(begun, id, answer.index());
                    }
                });
    }

    private void read() {
        read(world.seeds.anyOf(world.gateways));
    }

    void read(Gateway gateway) {
        History.Begun begun = world.history.begin();
        open++;
        world.journal.on(
                world.network.call(machine, gateway.machine, WITHIN, () -> gateway.read(READ_WITHIN)),
                (moment, failure) -> {
                    open--;
                    if (moment != null) {
                        world.history.read(begun, gateway.id.value(), moment);
                    }
                });
    }
}
