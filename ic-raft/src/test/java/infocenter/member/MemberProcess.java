package infocenter.member;

import infocenter.client.Moment;
import infocenter.client.Receipt;
import infocenter.core.cluster.Addresses;
import infocenter.core.cluster.Identity;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Role;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.supervise.SeatBounds;
import infocenter.settings.RaftSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.pcollections.TreePMap;

/**
 * One gateway's member as a process of its own, so that a test can freeze it: arguments are name, folder, two Raft ports, node port,
 * node ports of all. Commands come line by line on standard input, one line answers each, in the order in which they are done.
 */
final class MemberProcess {
    private static final Identity CLUSTER = new Identity("c-process", 1);
    private static final Duration LONG = Duration.ofSeconds(60);

    private final RaftMember member;
    private final SessionIcClient client;
    private final Command.JoinNode join;
    private final PrintStream out;

    private MemberProcess(List<String> arguments, PrintStream out) throws IOException {
        this.out = out;
        NodeId name = new NodeId(arguments.get(0));
        int nodePort = Integer.parseInt(arguments.get(4));
        String url = "http://127.0.0.1:" + nodePort;
        List<String> all = Arrays.stream(arguments.get(5).split(","))
                .map(port -> "http://127.0.0.1:" + port)
                .toList();
        RaftSettings raft = new RaftSettings(
                "127.0.0.1",
                List.of(Integer.parseInt(arguments.get(2)), Integer.parseInt(arguments.get(3))),
                Duration.ofMillis(300),
                Duration.ofMillis(600),
                20_000,
                25_000);
        HttpDoor door = new HttpDoor();
        member = RaftMember.open(
                new MemberOptions(name, url, Path.of(arguments.get(1)), raft),
                door,
                (why, cause) -> out.println("FATAL " + why));
        join = new Command.JoinNode(
                CLUSTER.clusterId(),
                name,
                Role.GATEWAY,
                new Addresses(url + "/p", url),
                "",
                System.currentTimeMillis(),
                member.seat(),
                1);
        int flights = Integer.getInteger("ic.test.flights", SessionIcClient.FLIGHTS_MAX);
        client = new SessionIcClient(member, door, () -> all, this::rejoin, flights);
        new Keeper(member, client, SeatBounds.of(Duration.ofSeconds(30)));
        HttpDoor.serve(nodePort, member);
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        MemberProcess process = new MemberProcess(List.of(arguments), out);
        out.println("READY");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line;
        while ((line = in.readLine()) != null) {
            process.obey(line.split(" "));
        }
        System.exit(0);
    }

    private void obey(String[] command) {
        try {
            switch (command[0]) {
                case "found" -> {
                    member.found(CLUSTER);
                    get(client.submitSessionless(new Command.Initialize(CLUSTER.clusterId(), 1), LONG));
                    enter();
                }
                case "attend" -> {
                    member.attend(CLUSTER);
                    enter();
                }
                case "create" -> create(command[1]);
                case "read" -> read(command[1]);
                case "read-index" -> readIndex();
                case "status" -> {
                    MemberStatus status = member.status();
                    out.println("status " + status.role() + " " + status.leaderReady() + " "
                            + status.peers().size() + " " + status.term() + " " + status.applied());
                }
                case "bench" ->
                    out.println(new MemberBench(member, client)
                            .run(command[1], Integer.parseInt(command[2]), Integer.parseInt(command[3])));
                default -> out.println("unknown " + command[0]);
            }
        } catch (Exception failed) {
            out.println("failed " + failed);
        }
    }

    private void enter() throws Exception {
        opened(get(client.submitSessionless(join, LONG)));
        out.println("entered");
    }

    private void rejoin() {
        client.submitSessionless(join, LONG).thenAccept(this::opened);
    }

    private void opened(Receipt receipt) {
        client.openSession(
                receipt.outcome() instanceof Outcome.Applied applied
                        ? applied.sequence()
                        : ((Outcome.AlreadyDone) receipt.outcome()).sequence());
    }

    private void create(String bucket) {
        client.submit(new Command.CreateBucket(Gateways.bucketName(bucket), TreePMap.empty()), LONG)
                .whenComplete((receipt, failure) -> out.println(
                        failure != null
                                ? "failed " + failure
                                : "created " + receipt.term() + " " + receipt.index() + " "
                                        + receipt.outcome().getClass().getSimpleName()));
    }

    /** Says whether it sees the bucket, and at which index; of a failed read nothing is claimed. */
    private void read(String bucket) {
        client.read(LONG)
                .whenComplete(
                        (moment, failure) -> out.println(failure != null ? "failed " + failure : seen(moment, bucket)));
    }

    private static String seen(Moment moment, String bucket) {
        return "read " + Gateways.has(moment.information(), bucket) + " " + moment.term() + " " + moment.index();
    }

    /** One attempt at a confirmation, as a follower asks for it. */
    private void readIndex() {
        member.readIndexes()
                .next()
                .whenComplete((confirmed, failure) -> out.println(
                        failure != null ? "unconfirmed" : "index " + confirmed.term() + " " + confirmed.index()));
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(90, TimeUnit.SECONDS);
    }
}
