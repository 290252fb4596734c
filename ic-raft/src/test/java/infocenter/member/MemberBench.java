package infocenter.member;

import infocenter.client.Moment;
import infocenter.core.command.Batch;
import infocenter.core.command.Command;
import infocenter.member.MemberProcesses.Child;
import infocenter.node.SubmitAnswer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.pcollections.TreePMap;

/**
 * Figures for the decisions, not a test: three processes on this machine, load inside the asked member.
 * Run it from the test class path: {@code MemberBench [seconds [write,round,barrier]]}; prints one JSON line a measurement.
 */
final class MemberBench {
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private final RaftMember member;
    private final SessionIcClient client;
    private final Rounds<SubmitAnswer> barriers;
    private final AtomicLong names = new AtomicLong(System.nanoTime());

    MemberBench(RaftMember member, SessionIcClient client) {
        this.member = member;
        this.client = client;
        barriers = new Rounds<>(
                () -> member.proposals().propose(new Batch(0, 0, List.of()), WITHIN),
                member.threads().workers());
    }

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 4;
        List<String> whats =
                arguments.length > 1 ? List.of(arguments[1].split(",")) : List.of("write", "round", "barrier");
        Path folder = Files.createTempDirectory("member-bench");
        try (MemberProcesses members = new MemberProcesses(folder)) {
            Child leader = members.leader(members.all);
            leader.ask("create bench");
            Child follower = members.others(leader).get(0);
            // The first round only warms up.
            for (int round = 0; round < 3; round++) {
                for (int clients : new int[] {1, 32, 128}) {
                    for (String what : whats) {
                        System.out.println(leader.ask("bench " + what + " " + clients + " " + seconds));
                    }
                    for (String what :
                            whats.stream().filter(one -> !one.equals("barrier")).toList()) {
                        System.out.println(
                                follower.ask("bench " + what + " " + clients + " " + seconds) + " at a follower");
                    }
                }
            }
        }
    }

    /** One line: what, clients, done a second, p50 and p99 in microseconds. */
    String run(String what, int clients, int seconds) throws InterruptedException {
        LongFunction<CompletableFuture<?>> step = switch (what) {
            case "write" ->
                number -> client.submit(
                        new Command.SetBucketProperties(
                                Gateways.bucketName("bench"), TreePMap.singleton("n", Long.toString(number))),
                        WITHIN);
            case "round" -> number -> client.read(WITHIN);
            case "barrier" -> number -> barriers.next().thenCompose(this::applied);
            default -> throw new IllegalArgumentException(what);
        };
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        ConcurrentLinkedQueue<Long> took = new ConcurrentLinkedQueue<>();
        CompletableFuture<?>[] loops = new CompletableFuture<?>[clients];
        long began = System.nanoTime();
        for (int i = 0; i < clients; i++) {
            loops[i] = new CompletableFuture<>();
            next(step, until, took, loops[i]);
        }
        CompletableFuture.allOf(loops).join();
        double ran = (System.nanoTime() - began) / 1e9;
        long[] sorted = took.stream().mapToLong(Long::longValue).sorted().toArray();
        return "bench {\"what\":\"" + what + "\",\"clients\":" + clients + ",\"perSecond\":"
                + Math.round(sorted.length / ran) + ",\"p50us\":" + at(sorted, 0.5) + ",\"p99us\":" + at(sorted, 0.99)
                + "}";
    }

    private CompletableFuture<Moment> applied(SubmitAnswer answer) {
        return member.moments().reached(answer.index());
    }

    private void next(
            LongFunction<CompletableFuture<?>> step,
            long until,
            ConcurrentLinkedQueue<Long> took,
            CompletableFuture<?> end) {
        long began = System.nanoTime();
        if (began >= until) {
            end.complete(null);
            return;
        }
        step.apply(names.incrementAndGet()).whenComplete((done, failure) -> {
            if (failure == null) {
                took.add((System.nanoTime() - began) / 1_000);
            }
            next(step, until, took, end);
        });
    }

    private static long at(long[] sorted, double share) {
        return sorted.length == 0 ? -1 : sorted[(int) Math.min(sorted.length - 1, sorted.length * share)];
    }
}
