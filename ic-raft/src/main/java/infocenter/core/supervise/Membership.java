package infocenter.core.supervise;

import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Council;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.Role;
import infocenter.core.cluster.Seats;
import infocenter.core.supervise.Plan.Grow;
import infocenter.core.supervise.Plan.Replace;
import infocenter.core.supervise.Plan.Rest;
import infocenter.core.supervise.Plan.Shrink;
import infocenter.core.supervise.Plan.Transfer;
import infocenter.core.supervise.Plan.Voter;
import infocenter.core.table.Information;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who should vote next, and who should lead. Decides from the value and from what the leader sees of the group alone; the keeper makes
 * the change. It never takes out the leader, nor a live member while a dead one would stay, and after each change more than half of
 * the new group is alive.
 */
public final class Membership {
    private final Cluster cluster;
    private final Seating seating;
    private final SeatBounds bounds;
    private final List<Node> spares;

    private Membership(Cluster cluster, Seating seating, SeatBounds bounds) {
        this.cluster = cluster;
        this.seating = seating;
        this.bounds = bounds;
        this.spares = Seats.spares(cluster, seating.peerIds()).stream()
                .filter(spare -> !seating.avoided().contains(peerId(spare)))
                .toList();
    }

    /**
     * The next change. First leadership goes where it shall be; then the group grows to its size, which needs no patience; then, once
     * the leader has led for a while, whoever is dead, stuck or unwanted is exchanged for a spare, and a group that is too large, or
     * even, shrinks.
     */
    public static Plan next(Information information, Seating seating, SeatBounds bounds) {
        return new Membership(information.cluster(), seating, bounds).next();
    }

    private Plan next() {
        Plan plan = transfer();
        if (plan == null) {
            plan = grow();
        }
        boolean settled = seating.leadingMillis() >= bounds.settle().toMillis();
        if (plan == null && settled) {
            plan = replace();
        }
        if (plan == null && settled) {
            plan = shrink();
        }
        return plan == null ? rest(settled) : plan;
    }

    // ---- leadership

    private @Nullable Plan transfer() {
        Council.Lead wish = cluster.council().lead();
        if (wish != null && wish.term() == seating.term()) {
            Node to = cluster.nodes().get(wish.to());
            if (to != null && fit(to)) {
                return new Transfer(peerId(to), "an operator wants " + to.id() + " to lead");
            }
        }
        Node self = Seats.owner(cluster, seating.leader());
        if (self == null || Seats.mayLead(cluster, self) || !self.up()) {
            return null;
        }
        return cluster.all(Role.GATEWAY).stream()
                .filter(this::fit)
                .min(Comparator.comparingLong(this::lag).thenComparing(Node::id))
                .map(to -> new Transfer(
                        peerId(to),
                        self.id() + " is "
                                + (cluster.council().bars(self.id())
                                        ? "barred"
                                        : self.state().shown())))
                .orElse(null);
    }

    /** Another member that may lead and is heard. */
    private boolean fit(Node gateway) {
        String peerId = peerId(gateway);
        Seating.Seen seen = seating.of(peerId);
        return seating.peerIds().contains(peerId)
                && seen != null
                && alive(peerId)
                && !stuck(peerId)
                && !seating.avoided().contains(peerId)
                && Seats.mayLead(cluster, gateway);
    }

    private long lag(Node gateway) {
        Seating.Seen seen = seating.of(peerId(gateway));
        return seen == null ? Long.MAX_VALUE : seen.lag();
    }

    // ---- more members

    /** So that the group rests only at odd sizes, never above the wanted one; zones that the group does not have first, then by name. */
    private @Nullable Plan grow() {
        int present = seating.peerIds().size();
        int reachable = Math.min(wanted(), present + spares.size());
        int target = reachable % 2 == 1 ? reachable : reachable - 1;
        if (target <= present) {
            return null;
        }
        List<String> zones = new ArrayList<>(zones(seating.peerIds()));
        List<Node> left = new ArrayList<>(spares);
        List<Voter> joining = new ArrayList<>();
        while (present + joining.size() < target) {
            Node next = left.stream().min(preferred(zones)).orElseThrow();
            left.remove(next);
            zones.add(next.zone());
            joining.add(voter(next));
        }
        return new Grow(List.copyOf(joining), "the group shall have " + wanted() + " members");
    }

    private static Comparator<Node> preferred(List<String> zones) {
        return Comparator.<Node, Boolean>comparing(node -> zones.contains(node.zone()))
                .thenComparing(Node::id);
    }

    // ---- other members

    private @Nullable Plan replace() {
        if (spares.isEmpty() || seating.peerIds().size() > wanted()) {
            return null;
        }
        for (String leaving : due()) {
            List<String> stay = without(List.of(leaving));
            if (mayGo(List.of(leaving), stay, 1)) {
                Node joining = spares.stream()
                        .min(Comparator.<Node, Boolean>comparing(spare -> !leaving.startsWith(spare.id() + "-"))
                                .thenComparing(preferred(zones(stay))))
                        .orElseThrow();
                return new Replace(leaving, voter(joining), leaving + " " + dueReason(leaving));
            }
        }
        return null;
    }

    /** Why that member shall be exchanged, or null when it is fine. */
    private @Nullable String dueReason(String peerId) {
        if (peerId.equals(seating.leader())) {
            return null;
        }
        Node owner = Seats.owner(cluster, peerId);
        if (owner == null) {
            return "belongs to no gateway any more";
        }
        if (Seats.unwanted(cluster, owner)) {
            return "is "
                    + (cluster.council().bars(owner.id())
                            ? "barred"
                            : owner.state().shown());
        }
        if (silent(peerId) >= bounds.replaceAfter().toMillis()) {
            return "has been silent for " + silent(peerId) / 1_000 + " s";
        }
        return stuck(peerId) ? "answers, but takes nothing in" : null;
    }

    // ---- fewer members

    private @Nullable Plan shrink() {
        int present = seating.peerIds().size();
        int target = Math.min(wanted(), present % 2 == 1 ? present : present - 1);
        Comparator<String> unwanted = Comparator.comparing(this::wantedHere);
        Comparator<String> dead = Comparator.comparing(this::alive);
        for (Comparator<String> first : List.of(unwanted.thenComparing(dead), dead.thenComparing(unwanted))) {
            List<String> leaving = new ArrayList<>();
            while (present - leaving.size() > target) {
                List<String> stay = without(leaving);
                leaving.add(stay.stream()
                        .filter(peerId -> !peerId.equals(seating.leader()))
                        .min(first.thenComparing(this::mayLead)
                                .thenComparing(peerId -> -sharing(peerId, stay))
                                .thenComparing(Comparator.<String>reverseOrder()))
                        .orElseThrow());
            }
            if (!leaving.isEmpty() && mayGo(leaving, without(leaving), 0)) {
                return new Shrink(List.copyOf(leaving), "the group shall have " + target + " members");
            }
        }
        return null;
    }

    /** Members that shall be exchanged: the dead first, then those that can be done without. */
    private List<String> due() {
        return seating.peerIds().stream()
                .filter(peerId -> dueReason(peerId) != null)
                .sorted(Comparator.<String, Boolean>comparing(this::alive)
                        .thenComparing(this::wantedHere)
                        .thenComparing(Comparator.<String>naturalOrder()))
                .toList();
    }

    private boolean wantedHere(String peerId) {
        return !Seats.unwanted(cluster, peerId);
    }

    private boolean mayLead(String peerId) {
        Node owner = Seats.owner(cluster, peerId);
        return owner != null && Seats.mayLead(cluster, owner);
    }

    /** Members of those in that one's zone. */
    private long sharing(String peerId, List<String> members) {
        Node owner = Seats.owner(cluster, peerId);
        return owner == null
                ? 0
                : zones(members).stream().filter(owner.zone()::equals).count();
    }

    /** A live one goes only when no dead one stays, and more than half of the new group is alive. */
    private boolean mayGo(List<String> leaving, List<String> stay, int joining) {
        long alive = stay.stream().filter(this::alive).count();
        boolean allStayAlive = alive == stay.size();
        boolean onlyDeadGo = leaving.stream().noneMatch(this::alive);
        return (allStayAlive || onlyDeadGo) && 2 * (alive + joining) > stay.size() + joining;
    }

    // ---- nothing

    private Plan rest(boolean settled) {
        List<String> due = due();
        int missing = Math.max(0, wanted() - seating.peerIds().size());
        String quiet = seating.peerIds().stream()
                .filter(peerId -> !alive(peerId) || stuck(peerId))
                .findFirst()
                .map(peerId -> peerId + (alive(peerId) ? " takes nothing in" : " is silent"))
                .orElse("");
        if (!due.isEmpty() && settled && spares.isEmpty()) {
            String first = due.get(0);
            return new Rest(
                    first + " " + dueReason(first) + ", and no gateway is there that could take its seat",
                    due.size() + missing);
        }
        Node self = Seats.owner(cluster, seating.leader());
        if (self != null && self.up() && !Seats.mayLead(cluster, self)) {
            return new Rest(self.id() + " shall not lead, but nobody else can", missing);
        }
        if (missing > 0) {
            return new Rest(
                    "waits for gateways that can vote: " + seating.peerIds().size() + " of " + wanted()
                            + " members, and it rests at odd sizes only",
                    missing);
        }
        if (!due.isEmpty()) {
            String first = due.get(0);
            return new Rest(
                    first + " " + dueReason(first) + ", but "
                            + (settled ? "nobody goes while others are silent" : "this leader is new"),
                    0);
        }
        return new Rest(quiet.isEmpty() ? "as wanted" : quiet, 0);
    }

    // ---- leaves

    private int wanted() {
        return cluster.council().size();
    }

    private long silent(String peerId) {
        return seating.silentMillis(peerId);
    }

    private boolean alive(String peerId) {
        return silent(peerId) < bounds.suspectAfter().toMillis();
    }

    private boolean stuck(String peerId) {
        Seating.Seen seen = seating.of(peerId);
        return seen != null
                && alive(peerId)
                && seen.stuckMillis() >= bounds.stuckAfter().toMillis();
    }

    private List<String> without(List<String> leaving) {
        return seating.peerIds().stream()
                .filter(peerId -> !leaving.contains(peerId))
                .toList();
    }

    private List<String> zones(List<String> peerIds) {
        return peerIds.stream()
                .flatMap(peerId -> Stream.ofNullable(Seats.owner(cluster, peerId)))
                .map(Node::zone)
                .toList();
    }

    private static Voter voter(Node gateway) {
        return new Voter(
                Objects.requireNonNull(gateway.seat()), gateway.addresses().nodeUrl());
    }

    private static String peerId(Node gateway) {
        return gateway.seat() == null ? "" : gateway.seat().peerId();
    }
}
