package infocenter.sim;

import infocenter.core.Seeds;
import infocenter.core.bucket.BucketName;
import infocenter.core.cluster.NodeId;
import infocenter.core.command.Command;
import infocenter.core.table.Information;
import infocenter.core.xaction.XactionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.pcollections.TreePMap;

/** Everything of one run: four gateways, three of them members, three targets, three clients, a network, and one seed for all chance. */
final class World {
    static final int SYNC_MILLIS = 4;
    private static final int GATEWAYS = 4;
    private static final int TARGETS = 3;
    private static final int CLIENTS = 3;

    final Timeline time = new Timeline();
    final Journal journal = new Journal(time);
    final Seeds seeds;
    final Pieces pieces;
    final Network network;
    final Deeds deeds;
    final Truth truth;
    final History history;
    final List<Gateway> gateways;
    final List<Target> targets;
    final List<Client> clients;
    final Faults faults;
    private final Property property;
    private final TreeMap<String, String> urls = new TreeMap<>();
    private int syncMillisMax = SYNC_MILLIS;
    private int minted;
    private boolean stormy;

    World(Property property, long seed, Pieces pieces) {
        this.property = property;
        this.seeds = new Seeds(seed * 31 + property.ordinal());
        this.pieces = pieces;
        this.network = new Network(time, seeds);
        Truth[] table = new Truth[1];
        this.deeds = new Deeds(journal, () -> table[0].information());
        this.truth = new Truth(journal, deeds);
        table[0] = truth;
        this.history = new History(journal, truth);
        this.gateways = many(GATEWAYS, number -> new Gateway("g" + number, this));
        this.targets = many(TARGETS, number -> new Target("t" + number, this));
        this.clients = many(CLIENTS, number -> new Client("c" + number, this, property));
        this.faults = new Faults(this, property);
    }

    private static <T> List<T> many(int count, Function<Integer, T> make) {
        return IntStream.rangeClosed(1, count).boxed().map(make).toList();
    }

    // ---- what happens

    /** Processes start, and one of them founds the cluster. */
    void begin() {
        gateways.get(0).found();
        gateways.forEach(Gateway::start);
        targets.forEach(Target::start);
    }

    void makeBuckets() {
        for (String name : List.of("src", "dst")) {
            gateways.get(0)
                    .submit(new Command.CreateBucket(BucketName.of(name), TreePMap.empty()), Duration.ofSeconds(5));
        }
    }

    boolean formed() {
        Information now = truth.information();
        return now.cluster().configuration().peerIds().size() == 3
                && now.cluster().active().targets().size() == TARGETS
                && quiet();
    }

    void storm() {
        stormy = true;
        network.calm(false);
        clients.forEach(Client::start);
        faults.begin();
    }

    void calm() {
        stormy = false;
        network.calm(true);
        faults.calm();
        syncMillisMax = SYNC_MILLIS;
    }

    boolean stormy() {
        return stormy;
    }

    /** Whether a target shall die at the moment when a run of it has ended. */
    boolean targetsDropDead() {
        return stormy && property.faults().contains(Faults.Kind.TARGET_KILLED) && seeds.oneIn(40);
    }

    /** Nothing is under way, and no objects have to move. */
    boolean quiet() {
        Information now = truth.information();
        return now.xactions().active().isEmpty()
                && now.cluster().rebalanceDueMillis() == 0
                && now.cluster().proposed().version() == now.cluster().active().version()
                && clients.stream().allMatch(Client::idle);
    }

    /** Every member has everything, and every node is up. */
    boolean level() {
        return members().stream().allMatch(gateway -> gateway.latest().index() == truth.index())
                && truth.information().cluster().nodes().values().stream().allMatch(node -> node.up());
    }

    List<Gateway> members() {
        return gateways.stream()
                .filter(gateway -> gateway.machine.up() && gateway.member())
                .toList();
    }

    // ---- who is who

    Gateway gateway(NodeId id) {
        return gateways.stream()
                .filter(gateway -> gateway.id.equals(id))
                .findFirst()
                .orElseThrow();
    }

    Gateway gatewayOf(String peerId) {
        return gateway(new NodeId(peerId.substring(0, peerId.indexOf('-'))));
    }

    Gateway gatewayAt(String url) {
        return gateways.stream()
                .filter(gateway -> gateway.nodeUrl().equals(url))
                .findFirst()
                .orElseThrow();
    }

    /** Node doors by peer id. */
    SortedMap<String, String> urls(Collection<String> peerIds) {
        TreeMap<String, String> found = new TreeMap<>();
        for (String peerId : peerIds) {
            found.put(peerId, urls.computeIfAbsent(peerId, id -> gatewayOf(id).nodeUrl()));
        }
        return found;
    }

    Target target(NodeId id) {
        return targets.stream()
                .filter(target -> target.id.equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Whoever leads; any gateway while nobody does. */
    Gateway leader() {
        return gateways.stream()
                .filter(gateway -> gateway.machine.up() && gateway.leaderReady())
                .max((one, other) -> Long.compare(one.term(), other.term()))
                .orElse(seeds.anyOf(gateways));
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        gateways.forEach(gateway -> names.add(gateway.machine.name));
        targets.forEach(target -> names.add(target.machine.name));
        return names;
    }

    /** False while some group that a disk knows has a voter whose disk was lost. */
    boolean everyVoterHasItsDisk() {
        return gateways.stream()
                .flatMap(gateway -> gateway.voters().stream())
                .allMatch(peerId -> gatewayOf(peerId).peerId().equals(peerId));
    }

    /** A call to that Raft peer, wherever its process is; one that is not there does not answer. */
    <A> CompletableFuture<A> peer(Machine from, String peerId, Function<Peer, CompletableFuture<A>> what) {
        Gateway gateway = gatewayOf(peerId);
        return network.call(from, gateway.machine, 300, () -> {
            Peer there = gateway.peer();
            return there != null && there.id.equals(peerId) ? what.apply(there) : new CompletableFuture<>();
        });
    }

    // ---- chance and time

    XactionId mint() {
        minted++;
        return new XactionId("x" + minted);
    }

    int snapshotEvery() {
        return property.snapshotEvery();
    }

    int syncMillis() {
        return seeds.between(1, syncMillisMax);
    }

    void syncMillisMax(int max) {
        syncMillisMax = max;
    }

    /** Milliseconds since then. */
    long since(long nanos) {
        return (time.nanos() - nanos) / Timeline.NANOS_A_MILLI;
    }
}
