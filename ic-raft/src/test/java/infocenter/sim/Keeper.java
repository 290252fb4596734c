package infocenter.sim;

import infocenter.core.command.Command;
import infocenter.core.supervise.Membership;
import infocenter.core.supervise.Plan;
import infocenter.core.supervise.SeatBounds;
import infocenter.core.supervise.Seating;
import infocenter.core.table.Information;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The leader's hand on the group: what the real {@link Membership} plans is done, one change at a time. */
final class Keeper {
    private static final int LOOK = 1_000;
    private static final SeatBounds BOUNDS = SeatBounds.of(Duration.ofSeconds(30));

    private final Gateway gateway;
    private final World world;
    private final long term;
    private final long sinceNanos;
    private boolean busy;

    Keeper(Gateway gateway, World world, long term) {
        this.gateway = gateway;
        this.world = world;
        this.term = term;
        this.sinceNanos = world.time.nanos();
    }

    void begin() {
        gateway.machine.after(LOOK, () -> {
            if (gateway.keeps(this)) {
                look();
                begin();
            }
        });
    }

    private void look() {
        Peer peer = gateway.peer();
        if (peer == null || !peer.leaderReady() || busy) {
            return;
        }
        Information information = gateway.latest().information();
        Group group = peer.disk.group();
        if (!group.settled() || peer.disk.groupIndex() > gateway.latest().index() || information.identity() == null) {
            return;
        }
        if (!information.cluster().configuration().peerIds().equals(group.current())) {
            busy = true;
            Command record = new Command.RecordConfiguration(term, peer.disk.groupIndex(), group.current());
            world.journal.on(gateway.submit(record, Duration.ofSeconds(5)), (receipt, failure) -> busy = false);
            return;
        }
        TreeMap<String, Seating.Seen> seen = new TreeMap<>();
        peer.followers().forEach((id, follower) -> seen.put(id, seen(peer, follower)));
        Seating seating = new Seating(peer.id, term, world.since(sinceNanos), group.current(), seen, List.of());
        act(peer, group.current(), Membership.next(information, seating, BOUNDS));
    }

    private Seating.Seen seen(Peer peer, Follower follower) {
        long lag = peer.disk.last() - follower.match;
        return new Seating.Seen(world.since(follower.heardNanos), lag == 0 ? 0 : world.since(follower.movedNanos), lag);
    }

    private void act(Peer peer, List<String> present, Plan plan) {
        List<String> next = new ArrayList<>(present);
        if (plan instanceof Plan.Grow grow) {
            grow.joining().forEach(voter -> next.add(voter.seat().peerId()));
        } else if (plan instanceof Plan.Replace replace) {
            next.remove(replace.leaving());
            next.add(replace.joining().seat().peerId());
        } else if (plan instanceof Plan.Shrink shrink) {
            next.removeAll(shrink.leaving());
        } else if (plan instanceof Plan.Transfer transfer) {
            peer.transfer(transfer.to());
            return;
        } else {
            return;
        }
        next.sort(null);
        if (peer.change(present, next)) {
            world.journal.note("group " + present + " becomes " + next + ": " + plan.why());
        }
    }
}
