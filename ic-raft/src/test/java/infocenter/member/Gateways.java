package infocenter.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import infocenter.client.Receipt;
import infocenter.core.bucket.BucketName;
import infocenter.core.cluster.Addresses;
import infocenter.core.cluster.Identity;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Role;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.supervise.SeatBounds;
import infocenter.settings.RaftSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** Gateways of one JVM that are members or wait to be, each with a real Raft server on its own ports and folder. */
final class Gateways implements AutoCloseable {
    static final Duration LONG = Duration.ofSeconds(60);
    static final Identity CLUSTER = new Identity("c-test", 1);

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    final DirectCalls calls = new DirectCalls();
    /** Raised by a recovery. */
    volatile Identity cluster = CLUSTER;

    final List<Gateway> all = new ArrayList<>();
    private final Path folder;

    /** For gateways that are started from then on. */
    SeatBounds bounds = SeatBounds.of(Duration.ofSeconds(30));

    private final int snapshotThreshold;

    Gateways(Path folder) {
        this(folder, 20_000);
    }

    Gateways(Path folder, int snapshotThreshold) {
        this.folder = folder;
        this.snapshotThreshold = snapshotThreshold;
    }

    /** A group of three, formed as in life: one founds it, two attend, the keeper adds both. */
    static Gateways three(Path folder) throws IOException {
        return new Gateways(folder).formed(3);
    }

    Gateways formed(int gateways) throws IOException {
        for (int i = 1; i <= gateways; i++) {
            add("g" + i).start();
        }
        all.get(0).found();
        for (Gateway gateway : all.subList(1, gateways)) {
            gateway.join();
        }
        int members = gateways >= 3 ? 3 : 1;
        await().atMost(LONG).until(() -> all.stream().filter(Gateway::isMember).count() == members);
        return this;
    }

    Gateway add(String name) {
        Gateway gateway = new Gateway(name);
        all.add(gateway);
        return gateway;
    }

    Gateway leader() {
        return await().atMost(LONG)
                .until(() -> all.stream().filter(Gateway::leads).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    List<Gateway> followers() {
        Gateway leader = leader();
        return all.stream()
                .filter(gateway -> gateway != leader && gateway.isMember())
                .toList();
    }

    @Override
    public void close() {
        all.forEach(Gateway::stop);
    }

    /** Never the same twice: the system may offer a port again that nobody has bound yet. */
    static int freePort() {
        while (true) {
            try (ServerSocket socket = new ServerSocket(0)) {
                if (GIVEN.add(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            } catch (IOException none) {
                throw new UncheckedIOException(none);
            }
        }
    }

    /** One of them. */
    final class Gateway {
        final String name;
        final Path data;
        final String url;
        final RaftSettings raft;
        final List<String> fatal = new CopyOnWriteArrayList<>();
        final List<Long> lostSessions = new CopyOnWriteArrayList<>();
        long incarnation;
        long session;
        boolean rejoins = true;
        /** Feature level of its build. */
        int understands = 1;

        @Nullable
        RaftMember member;

        @Nullable
        SessionIcClient client;

        @Nullable
        Keeper keeper;

        Gateway(String name) {
            this.name = name;
            data = folder.resolve(name);
            url = "http://127.0.0.1:1/" + name;
            raft = new RaftSettings(
                    "127.0.0.1",
                    List.of(freePort(), freePort()),
                    Duration.ofMillis(300),
                    Duration.ofMillis(600),
                    snapshotThreshold,
                    snapshotThreshold + snapshotThreshold / 4);
        }

        MemberOptions options() {
            return new MemberOptions(new NodeId(name), url, data, raft, understands);
        }

        Gateway start() throws IOException {
            return start(Neighbours.NONE);
        }

        Gateway start(Neighbours neighbours) throws IOException {
            incarnation++;
            member = RaftMember.open(options(), calls, events(), neighbours);
            client = new SessionIcClient(
                    member,
                    calls,
                    () -> all.stream().map(gateway -> gateway.url).toList(),
                    () -> {
                        lostSessions.add(session);
                        if (rejoins) {
                            joinLater();
                        }
                    });
            keeper = new Keeper(member, client, bounds);
            calls.open(url, member);
            return this;
        }

        private MemberEvents events() {
            return new MemberEvents() {
                @Override
                public void fatal(String why, @Nullable Throwable cause) {
                    fatal.add(why);
                }

                @Override
                public void reseated() {
                    joinLater();
                }
            };
        }

        RaftMember member() {
            return java.util.Objects.requireNonNull(member);
        }

        SessionIcClient client() {
            return java.util.Objects.requireNonNull(client);
        }

        void found() throws IOException {
            member().found(CLUSTER);
            get(client().submitSessionless(new Command.Initialize(CLUSTER.clusterId(), 1), LONG));
            join();
        }

        /** As the gateway does: into the table, then to the pool, then the session. */
        void join() throws IOException {
            member().attend(cluster);
            joined(get(client().submitSessionless(joinCommand(), LONG)));
        }

        private void joinLater() {
            client().submitSessionless(joinCommand(), LONG).thenAccept(this::joined);
        }

        private void joined(Receipt receipt) {
            session = receipt.outcome() instanceof Outcome.Applied applied
                    ? applied.sequence()
                    : ((Outcome.AlreadyDone) receipt.outcome()).sequence();
            client().openSession(session);
        }

        Command.JoinNode joinCommand() {
            return new Command.JoinNode(
                    cluster.clusterId(),
                    new NodeId(name),
                    Role.GATEWAY,
                    new Addresses(url + "/public", url),
                    "",
                    incarnation,
                    member().seat(),
                    understands);
        }

        boolean leads() {
            return member != null && member.leading();
        }

        boolean isMember() {
            return client != null && client.member();
        }

        /** Makes a bucket and waits. */
        Receipt create(String bucket) {
            return get(createLater(bucket));
        }

        CompletableFuture<Receipt> createLater(String bucket) {
            return client().submit(new Command.CreateBucket(bucketName(bucket), TreePMap.empty()), LONG);
        }

        boolean reads(String bucket) {
            return has(get(client().read(LONG)).information(), bucket);
        }

        /** Gracefully. */
        void stop() {
            if (member != null) {
                calls.close(url);
                client().close();
                member().close(Duration.ofSeconds(10));
                member = null;
                client = null;
            }
        }
    }

    static BucketName bucketName(String name) {
        return new BucketName("ais", "", name);
    }

    static boolean has(infocenter.core.table.Information information, String bucket) {
        return information.buckets().byName().containsKey(bucketName(bucket));
    }

    static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(90, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new AssertionError("no answer: " + failed, failed);
        }
    }

    static void applied(Receipt receipt) {
        assertThat(receipt.outcome()).isInstanceOf(Outcome.Applied.class);
    }
}
