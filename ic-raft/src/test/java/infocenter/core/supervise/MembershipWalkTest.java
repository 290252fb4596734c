package infocenter.core.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.Seeds;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.cluster.Seats;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The plan carried out step by step while processes die and return, leaders change, and operators change their minds. */
class MembershipWalkTest {
    private static final int SEEDS = 100;
    private static final int STEPS = 120;
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f", "g");

    @Test
    void noStepIsUnsafeAndTheGroupIsAsWantedOnceFaultsStop() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Walk walk = new Walk(new Seeds(seed));
            for (int step = 0; step < STEPS; step++) {
                walk.disturb();
                walk.step("seed=" + seed + " step=" + step);
            }
            walk.heal();
            for (int step = 0; step < 80; step++) {
                walk.step("seed=" + seed + " healing=" + step);
            }
            walk.assertAsWanted("seed=" + seed);
        }
    }

    /** One cluster. A gateway whose peer was taken out comes back as a new one. */
    private static final class Walk {
        private final Seeds seeds;
        private final SeatScene scene = new SeatScene();
        private final TreeSet<String> dead = new TreeSet<>();
        private final TreeMap<String, Integer> lives = new TreeMap<>();
        private final TreeMap<String, Long> silence = new TreeMap<>();
        private final TreeMap<String, Long> stuck = new TreeMap<>();
        private final TreeSet<String> stuckPeers = new TreeSet<>();

        Walk(Seeds seeds) {
            this.seeds = seeds;
            for (String name : NAMES) {
                lives.put(name, 1);
                node(name, NodeState.UP);
            }
            scene.group("a-1");
            scene.leadingMillis = 0;
        }

        private void node(String name, NodeState state) {
            scene.gateway(
                    name, "z" + NAMES.indexOf(name) % 3, state, name + "-" + lives.get(name), name + lives.get(name));
        }

        private static String name(String peerId) {
            return peerId.substring(0, 1);
        }

        private boolean lives(String peerId) {
            return !dead.contains(name(peerId)) && peerId.equals(name(peerId) + "-" + lives.get(name(peerId)));
        }

        private boolean most(List<String> group) {
            return 2 * group.stream().filter(this::lives).count() > group.size();
        }

        void disturb() {
            String name = seeds.anyOf(NAMES);
            switch (seeds.between(0, 11)) {
                case 0, 1 -> dead.add(name);
                case 2, 3, 4 -> dead.remove(name);
                case 5 -> scene.size(seeds.anyOf(List.of(1, 3, 5)));
                case 6 -> scene.bar(name);
                case 7 -> scene.council(scene.cluster.council().allow(new NodeId(name)));
                case 8 -> node(name, seeds.anyOf(List.of(NodeState.UP, NodeState.MAINTENANCE)));
                case 9 -> stuckPeers.add(name + "-" + lives.get(name));
                case 10 -> newDisk(name);
                default -> {}
            }
        }

        /** Never so many that the group has lost its majority for good. */
        private void newDisk(String name) {
            long whole = scene.group.stream()
                    .filter(peerId ->
                            !name(peerId).equals(name) && peerId.equals(name(peerId) + "-" + lives.get(name(peerId))))
                    .count();
            if (2 * whole > scene.group.size()) {
                lives.merge(name, 1, Integer::sum);
                node(name, NodeState.UP);
            }
        }

        void heal() {
            dead.clear();
            stuckPeers.clear();
            scene.size(3);
            NAMES.forEach(name -> {
                scene.council(scene.cluster.council().allow(new NodeId(name)));
                node(name, NodeState.UP);
            });
        }

        void step(String where) {
            long millis = seeds.between(250, 12_000);
            for (String peerId : scene.group) {
                silence.merge(peerId, millis, Long::sum);
                stuck.merge(peerId, millis, Long::sum);
                if (lives(peerId)) {
                    silence.put(peerId, 0L);
                }
                if (!stuckPeers.contains(peerId)) {
                    stuck.put(peerId, 0L);
                }
            }
            mark();
            scene.leadingMillis += millis;
            if (!most(scene.group)) {
                return;
            }
            if (!lives(scene.leader) || seeds.oneIn(25)) {
                scene.leader =
                        seeds.anyOf(scene.group.stream().filter(this::lives).toList());
                scene.leadingMillis = 0;
                silence.clear();
                stuck.clear();
                return;
            }
            scene.seen.clear();
            scene.group.forEach(peerId -> scene.seen.put(
                    peerId,
                    new Seating.Seen(
                            silence.getOrDefault(peerId, scene.leadingMillis), stuck.getOrDefault(peerId, 0L), 1)));
            carryOut(scene.next(), where);
        }

        /** The table follows processes late. */
        private void mark() {
            for (String name : NAMES) {
                NodeState now = scene.cluster.nodes().get(new NodeId(name)).state();
                if (dead.contains(name) && now == NodeState.UP && seeds.oneIn(2)) {
                    node(name, NodeState.DOWN);
                } else if (!dead.contains(name) && now == NodeState.DOWN) {
                    node(name, NodeState.UP);
                }
            }
        }

        private void carryOut(Plan plan, String where) {
            String what = where + " group=" + scene.group + " leader=" + scene.leader + " " + plan;
            if (plan instanceof Plan.Grow grow) {
                change(List.of(), grow.joining(), what);
            } else if (plan instanceof Plan.Replace replace) {
                assertThat(scene.leadingMillis).as(what).isGreaterThanOrEqualTo(10_000);
                change(List.of(replace.leaving()), List.of(replace.joining()), what);
            } else if (plan instanceof Plan.Shrink shrink) {
                change(shrink.leaving(), List.of(), what);
            } else if (plan instanceof Plan.Transfer transfer) {
                assertThat(scene.group).as(what).contains(transfer.to());
                if (lives(transfer.to())) {
                    scene.leader = transfer.to();
                    scene.leadingMillis = 0;
                    silence.clear();
                    stuck.clear();
                }
            }
        }

        private void change(List<String> leaving, List<Plan.Voter> joining, String what) {
            List<String> next = new ArrayList<>(scene.group);
            assertThat(next.removeAll(leaving) || leaving.isEmpty()).as(what).isTrue();
            List<String> stay = List.copyOf(next);
            for (Plan.Voter joiner : joining) {
                assertThat(next).as(what).doesNotContain(joiner.seat().peerId());
                next.add(joiner.seat().peerId());
            }
            assertThat(next.size() % 2).as("%s rests odd", what).isEqualTo(1);
            assertThat(leaving).as("%s keeps its leader", what).doesNotContain(scene.leader);
            long heard = stay.stream().filter(this::heard).count();
            assertThat(2 * (heard + joining.size()))
                    .as("%s has a living majority", what)
                    .isGreaterThan(next.size());
            if (leaving.stream().anyMatch(this::heard)) {
                assertThat(stay)
                        .as("%s takes a live one out and keeps a dead one", what)
                        .allMatch(this::heard);
            }
            boolean come =
                    joining.stream().allMatch(joiner -> lives(joiner.seat().peerId()));
            if (come && most(scene.group) && most(next)) {
                scene.group = next.stream().sorted().toList();
                leaving.forEach(this::comeBack);
                scene.avoided = List.of();
            } else if (joining.size() == 1) {
                scene.avoided = List.of(joining.get(0).seat().peerId());
            }
        }

        private boolean heard(String peerId) {
            return peerId.equals(scene.leader) || scene.seen.get(peerId).silentMillis() < 5_000;
        }

        private void comeBack(String peerId) {
            String name = name(peerId);
            silence.remove(peerId);
            stuck.remove(peerId);
            if (peerId.equals(name + "-" + lives.get(name))) {
                lives.merge(name, 1, Integer::sum);
                node(name, scene.cluster.nodes().get(new NodeId(name)).state());
            }
        }

        void assertAsWanted(String seed) {
            String what = seed + " group=" + scene.group + " leader=" + scene.leader + " " + scene.next();
            assertThat(scene.group).as(what).hasSize(3).allMatch(this::lives);
            assertThat(scene.group).as(what).noneMatch(peerId -> Seats.unwanted(scene.cluster, peerId));
        }
    }
}
