package infocenter.bench.failover;

import infocenter.bench.failover.ClusterScript.Node;
import infocenter.bench.failover.Ledger.Acknowledged;
import infocenter.bench.failover.Ledger.Failed;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Does to the cluster what a case says, and looks at what the clients saw. Blocks; one thread. */
final class Rounds {
    private static final Duration BEFORE = Duration.ofSeconds(1);
    /** From the injection until what was hit is brought back. */
    private static final Duration AWAY = Duration.ofSeconds(5);
    /** How long a frozen one stays so: longer than every time-out on the way to it. */
    private static final Duration FROZEN = Duration.ofSeconds(8);
    /** After all are back, before the next round. */
    private static final Duration AFTER = Duration.ofSeconds(1);

    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(2);

    private final ClusterScript cluster;
    private final List<Gateway> gateways;
    private final Ledger ledger;
    private final Consumer<String> progress;

    Rounds(ClusterScript cluster, List<Gateway> gateways, Ledger ledger, Consumer<String> progress) {
        this.cluster = cluster;
        this.gateways = gateways;
        this.ledger = ledger;
        this.progress = progress;
    }

    Round run(Case kind, int number) throws IOException, InterruptedException {
        List<Node> hit = hit(kind, number);
        ledger.takeSlowestNanos();
        long from = System.nanoTime();
        Thread.sleep(BEFORE.toMillis());
        long injected = System.nanoTime();
        for (Node node : hit) {
            ledger.away(node.name());
        }
        for (Node node : hit) {
            cluster.run("kill", node.name(), kind.signal());
        }
        Thread.sleep((kind.freezes() ? FROZEN : AWAY).toMillis());
        long restarted = System.nanoTime();
        for (Node node : hit) {
            if (kind.freezes()) {
                cluster.run("kill", node.name(), "CONT");
            } else {
                cluster.run("start", node.name());
            }
        }
        for (Node node : hit) {
            cluster.run("ready", node.name());
        }
        awaitWhole();
        long whole = System.nanoTime();
        hit.forEach(node -> ledger.back(node.name()));
        long until = System.nanoTime();
        Round round = judge(kind, hit, from, restarted, until, (whole - injected) / 1e6);
        Thread.sleep(AFTER.toMillis());
        progress.accept(kind.shown() + ", round " + (number + 1) + ": " + names(hit) + ", "
                + Math.round(round.pauseMillis()) + " ms without a start, " + round.lookErrors() + " looks failed, "
                + round.startErrors() + " starts failed elsewhere, " + round.cutOff() + " cut off, slowest look "
                + Math.round(round.slowestLookMillis()) + " ms, whole after " + Math.round(round.wholeMillis())
                + " ms");
        return round;
    }

    private static List<String> names(List<Node> nodes) {
        return nodes.stream().map(Node::name).toList();
    }

    private List<Node> hit(Case kind, int number) throws IOException, InterruptedException {
        List<Node> all = awaitWhole();
        List<Node> leader = all.stream().filter(Node::leader).toList();
        List<Node> followers = new ArrayList<>(
                all.stream().filter(node -> node.member() && !node.leader()).toList());
        if (number % 2 == 1) {
            java.util.Collections.reverse(followers);
        }
        List<Node> hit = new ArrayList<>();
        if (kind.hit() != Case.Hit.FOLLOWERS) {
            hit.addAll(leader);
        }
        if (kind.hit() != Case.Hit.LEADER) {
            hit.addAll(followers);
        }
        return hit.subList(0, kind.count());
    }

    /** Every node runs and is up, there are as many members as there should be, and one leads. */
    private List<Node> awaitWhole() throws IOException, InterruptedException {
        long until = System.nanoTime() + SETTLES_WITHIN.toNanos();
        while (true) {
            List<Node> now = cluster.list();
            boolean whole = now.stream().allMatch(node -> node.running() && node.up())
                    && now.stream().filter(Node::leader).count() == 1
                    && now.stream().filter(Node::member).count() == Math.min(3, gateways.size());
            if (whole) {
                return now;
            }
            if (System.nanoTime() > until) {
                throw new IOException("the cluster is not whole after " + SETTLES_WITHIN.toSeconds() + " s: " + now);
            }
            Thread.sleep(200);
        }
    }

    private Round judge(Case kind, List<Node> hit, long from, long restarted, long until, double wholeMillis) {
        List<Acknowledged> starts = ledger.starts(from);
        List<Failed> failures = ledger.failures(from);
        TreeMap<String, Integer> lookErrors = new TreeMap<>();
        failures.stream()
                .filter(one -> one.look() && !one.away())
                .forEach(one -> lookErrors.merge(one.gateway(), 1, Integer::sum));
        double pause;
        double pauseOfOne = 0;
        if (kind.majorityLives()) {
            pause = Gaps.longestMillis(times(starts, ""), from, until);
            for (Gateway gateway : gateways) {
                if (hit.stream().noneMatch(node -> node.name().equals(gateway.name()))) {
                    pauseOfOne = Math.max(pauseOfOne, Gaps.longestMillis(times(starts, gateway.name()), from, until));
                }
            }
        } else {
            pause = starts.stream()
                    .filter(one -> one.nanos() > restarted)
                    .findFirst()
                    .map(first -> (first.nanos() - restarted) / 1e6)
                    .orElse((until - restarted) / 1e6);
        }
        return new Round(
                pause,
                pauseOfOne,
                lookErrors.entrySet().stream()
                        .map(one -> one.getKey() + ": " + one.getValue())
                        .toList(),
                failures.stream().filter(one -> !one.look() && !one.away()).count(),
                failures.stream()
                        .filter(one -> one.away() && one.status() == Http.BROKEN)
                        .count(),
                ledger.takeSlowestNanos() / 1e6,
                wholeMillis);
    }

    private static long[] times(List<Acknowledged> starts, String gateway) {
        return starts.stream()
                .filter(one -> gateway.isEmpty() || one.gateway().equals(gateway))
                .mapToLong(Acknowledged::nanos)
                .toArray();
    }
}
