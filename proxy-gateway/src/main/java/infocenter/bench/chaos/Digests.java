package infocenter.bench.chaos;

import infocenter.bench.failover.ClusterScript.Node;
import infocenter.bench.failover.Http;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Holds the members' tables against each other at one index. Blocks. */
final class Digests {
    private static final Duration MET_WITHIN = Duration.ofMinutes(2);
    private static final Duration ONE_WITHIN = Duration.ofSeconds(10);

    private Digests() {}

    private record Told(long index, String digest) {}

    /**
     * Asks until all members are at one index.
     *
     * @return what is wrong, or empty when their tables are equal
     */
    static Optional<String> differ(Http http, List<Node> nodes) throws InterruptedException {
        List<Node> members = nodes.stream().filter(Node::member).toList();
        long until = System.nanoTime() + MET_WITHIN.toNanos();
        Map<String, Told> told = new TreeMap<>();
        while (System.nanoTime() < until) {
            told.clear();
            for (Node member : members) {
                Http.Answer answer = http.get(door(member), ONE_WITHIN);
                if (answer.good()) {
                    JsonObject said = new JsonObject(answer.body());
                    told.put(member.name(), new Told(said.getLong("index"), said.getString("digest")));
                }
            }
            boolean met = told.size() == members.size()
                    && told.values().stream().map(Told::index).distinct().count() == 1;
            if (met) {
                boolean equal =
                        told.values().stream().map(Told::digest).distinct().count() == 1;
                return equal ? Optional.empty() : Optional.of("members differ at one index: " + told);
            }
            Thread.sleep(150);
        }
        return Optional.of("members never met at one index: " + told);
    }

    /** The node door is the port after the public one. */
    private static URI door(Node member) {
        URI url = member.url();
        return URI.create("http://" + url.getHost() + ":" + (url.getPort() + 1) + "/node/v1/bench/digest");
    }
}
