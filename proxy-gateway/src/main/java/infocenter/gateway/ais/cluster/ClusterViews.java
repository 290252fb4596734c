package infocenter.gateway.ais.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import infocenter.core.bucket.Bucket;
import infocenter.core.cluster.Node;
import infocenter.gateway.ais.AisCall;
import infocenter.gateway.door.GatewayUseCases;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is of the whole cluster. Answered out of this gateway's copy of the map. */
final class ClusterViews {
    private static final String CONFIGURATION = "/infocenter/gateway/ais/cluster-config.json";

    private final GatewayUseCases useCases;
    private final Smaps smaps;
    private final String configuration;

    ClusterViews(GatewayUseCases useCases, Smaps smaps) {
        this.useCases = useCases;
        this.smaps = smaps;
        this.configuration = read();
    }

    private static String read() {
        try (InputStream file = ClusterViews.class.getResourceAsStream(CONFIGURATION)) {
            if (file == null) {
                throw new IllegalStateException("missing in the jar: " + CONFIGURATION);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    void smap(AisCall call) {
        call.json(smaps.text().copy());
    }

    /** AIStore's keys with its own defaults, or with what is so here; nothing of it can be set through this door. */
    void configuration(AisCall call) {
        Smap map = smaps.map();
        Node leader = map.leader();
        String primary = leader == null ? "" : leader.addresses().publicUrl();
        JsonObject all = new JsonObject(configuration);
        all.put("uuid", map.uuid()).put("config_version", "1");
        all.getJsonObject("proxy").put("primary_url", primary).put("original_url", primary);
        call.json(all.toBuffer().appendByte((byte) '\n'));
    }

    void remote(AisCall call) {
        call.json(json -> {
            json.writeStartObject();
            json.writeNullField("a");
            json.writeNumberField("ver", 0);
            json.writeEndObject();
        });
    }

    void targetAddresses(AisCall call) {
        call.text(
                200,
                smaps.map().targets().stream()
                        .map(target -> String.valueOf(
                                URI.create(target.addresses().publicUrl()).getHost()))
                        .distinct()
                        .collect(Collectors.joining(",")));
    }

    /** Buckets by namespace, each with its number. */
    void buckets(AisCall call) {
        Smap map = smaps.map();
        List<Bucket> buckets = useCases.maps().view().map().buckets();
        call.json(json -> {
            json.writeStartObject();
            json.writeNullField("ext");
            json.writeObjectFieldStart("providers");
            json.writeObjectFieldStart("ais");
            for (var namespace : byNamespace(buckets).entrySet()) {
                json.writeObjectFieldStart(namespace.getKey());
                for (Bucket bucket : namespace.getValue()) {
                    bucket(json, bucket);
                }
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
            json.writeStringField("uuid", map.uuid());
            json.writeStringField(
                    "version", Long.toString(Math.max(1, map.view().map().sequence())));
            json.writeEndObject();
        });
    }

    private static TreeMap<String, List<Bucket>> byNamespace(List<Bucket> buckets) {
        return buckets.stream()
                .collect(Collectors.groupingBy(bucket -> bucket.name().namespace(), TreeMap::new, Collectors.toList()));
    }

    private static void bucket(JsonGenerator json, Bucket bucket) throws IOException {
        json.writeObjectFieldStart(bucket.name().name());
        json.writeStringField("provider", bucket.name().provider());
        json.writeStringField("bid", Long.toString(bucket.id()));
        json.writeEndObject();
    }
}
