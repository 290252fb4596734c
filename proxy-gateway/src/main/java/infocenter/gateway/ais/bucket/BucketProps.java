package infocenter.gateway.ais.bucket;

import infocenter.core.bucket.Bucket;
import infocenter.gateway.ais.AisError;
import infocenter.gateway.ais.AisFields;
import infocenter.gateway.ais.AisRefusal;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * Properties of a bucket as AIStore's clients read and write them: groups of keys, all of them always there. What was set is kept in
 * the bucket's own properties, one {@code ais.group.key} each with its JSON value; only {@code lru.enabled} means something here and is
 * kept as the property {@code lru}.
 */
final class BucketProps {
    private static final String KEPT = "ais.";

    /** What all buckets have that nobody changed. */
    private static final String DEFAULTS =
            "{\"backend_bck\":{\"name\":\"\",\"provider\":\"\",\"namespace\":{\"uuid\":\"\",\"name\":\"\"}},"
                    + "\"write_policy\":{\"data\":\"immediate\",\"md\":\"immediate\"},\"provider\":\"ais\",\"Renamed\":\"\","
                    + "\"checksum\":{\"type\":\"xxhash2\",\"validate_cold_get\":false,\"validate_warm_get\":false,"
                    + "\"validate_obj_move\":false,\"enable_read_range\":false},"
                    + "\"extra\":{\"aws\":{},\"gcp\":{},\"oci\":{}},"
                    + "\"rate_limit\":{\"backend\":{\"interval\":\"1m\",\"max_tokens\":1000,\"enabled\":false,\"num_retries\":3},"
                    + "\"frontend\":{\"interval\":\"1m\",\"max_tokens\":1000,\"enabled\":false,\"burst_size\":375}},"
                    + "\"ec\":{\"objsize_limit\":262144,\"data_slices\":2,\"parity_slices\":2,\"compression\":\"never\","
                    + "\"bundle_multiplier\":2,\"burst_buffer\":512,\"enabled\":false,\"disk_only\":false},"
                    + "\"chunks\":{\"objsize_limit\":\"0B\",\"max_monolithic_size\":\"1TiB\",\"chunk_size\":\"1GiB\"},"
                    + "\"mirror\":{\"copies\":2,\"burst_buffer\":512,\"enabled\":false},"
                    + "\"lru\":{\"dont_evict_time\":\"2h0m\",\"capacity_upd_time\":\"10m\",\"batch_size\":32768,\"enabled\":false},"
                    + "\"access\":\"18446744073709551615\",\"features\":\"0\",\"bid\":\"0\",\"created\":\"0\","
                    + "\"versioning\":{\"enabled\":true,\"validate_warm_get\":false,\"synchronize\":false}}";

    private BucketProps() {}

    /** All properties of that bucket, as JSON. */
    static JsonObject of(Bucket bucket) {
        JsonObject props = new JsonObject(DEFAULTS);
        bucket.properties().forEach((key, value) -> {
            if (key.startsWith(KEPT)) {
                put(props, key.substring(KEPT.length()).split("\\."), Json.decodeValue(value));
            }
        });
        props.getJsonObject("lru").put("enabled", bucket.lru());
        return props.put("bid", Long.toUnsignedString(bucket.id() | Long.MIN_VALUE))
                .put("created", bucket.createdShownMillis() + "000000");
    }

    /** The properties of a bucket after that setter. Groups and keys that nobody knows mean nothing. */
    static TreePMap<String, String> set(TreePMap<String, String> present, AisFields setter) {
        TreePMap<String, String> next = present;
        for (Map.Entry<String, String> entry :
                flat("", setter, new JsonObject(DEFAULTS), TreePMap.empty()).entrySet()) {
            next = entry.getKey().equals("lru.enabled")
                    ? next.plus(Bucket.LRU, entry.getValue().equals("true") ? "on" : "off")
                    : next.plus(KEPT + entry.getKey(), entry.getValue());
        }
        return next;
    }

    /** As if nobody had ever set any. */
    static TreePMap<String, String> reset(TreePMap<String, String> present) {
        TreePMap<String, String> next = present.minus(Bucket.LRU);
        for (String key : present.keySet()) {
            next = key.startsWith(KEPT) ? next.minus(key) : next;
        }
        return next;
    }

    private static TreePMap<String, String> flat(
            String path, AisFields setter, JsonObject known, TreePMap<String, String> found) {
        TreePMap<String, String> all = found;
        for (Map.Entry<String, @Nullable Object> entry : setter.all().entrySet()) {
            String key = entry.getKey();
            Object value = entry.getValue();
            if (value == null || !known.containsKey(key)) {
                continue;
            }
            if (known.getValue(key) instanceof JsonObject group) {
                all = flat(path + key + ".", AisFields.of(key, value), group, all);
            } else {
                all = all.plus(path + key, kept(path + key, value, known.getValue(key)));
            }
        }
        return all;
    }

    private static String kept(String key, Object value, Object like) {
        boolean fits = like instanceof Boolean
                ? value instanceof Boolean
                : like instanceof Number ? value instanceof BigDecimal : value instanceof String;
        if (!fits && !(value instanceof BigDecimal || value instanceof String)) {
            throw AisRefusal.bad("invalid bucket property " + key);
        }
        if ((key.equals("ec.enabled") || key.equals("mirror.enabled")) && Boolean.TRUE.equals(value)) {
            throw new AisRefusal(AisError.unsupported(key + " is not supported: objects have one copy here"));
        }
        return Json.encode(value);
    }

    private static void put(JsonObject props, String[] path, Object value) {
        JsonObject group = props;
        for (int at = 0; at < path.length - 1; at++) {
            group = group.getJsonObject(path[at]);
            if (group == null) {
                return;
            }
        }
        group.put(path[path.length - 1], value);
    }
}
