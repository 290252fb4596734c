package infocenter.gateway.rest;

import infocenter.core.bucket.BucketName;
import infocenter.core.cluster.NodeId;
import infocenter.core.xaction.XactionId;
import infocenter.gateway.start.StartRequest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The shape of a start: header, query and body to the use case's request. */
final class StartBody {
    private static final String KEY_HEADER = "Idempotency-Key";
    private static final int BUCKETS_MAX = 2;
    private static final Set<String> KNOWN =
            Set.of("kind", "buckets", "arguments", "labels", "key", "id", "allowPartial", "deadline", "reason");
    private static final Set<String> BUCKET = Set.of("name", "provider", "namespace");

    private final @Nullable String keyHeader;
    private final StartRequest.Until until;
    private final String from;

    StartBody(Call call, NodeId gateway) {
        this.keyHeader = call.header(KEY_HEADER);
        this.until = until(call.query().text("wait", "acknowledged"));
        this.from = Callers.from(call, gateway);
    }

    StartRequest read(Map<String, @Nullable Object> body) {
        Fields fields = new Fields("", body, KNOWN);
        String id = fields.textOrNull("id");
        String deadline = fields.textOrNull("deadline");
        try {
            return new StartRequest(
                    id == null ? null : Parsed.field("id", id, XactionId::new),
                    fields.text("kind"),
                    buckets(fields.list("buckets")),
                    new JsonObject(fields.object("arguments")),
                    fields.texts("labels"),
                    key(fields.textOrNull("key")),
                    Callers.of(from, "reason", fields.text("reason", "")),
                    fields.flag("allowPartial"),
                    deadline == null ? Duration.ZERO : Parsed.field("deadline", deadline, DurationText::parse),
                    until);
        } catch (IllegalArgumentException outOfBounds) {
            String message = String.valueOf(outOfBounds.getMessage());
            int colon = message.indexOf(':');
            throw Refusal.badField(colon < 0 ? "body" : message.substring(0, colon), message);
        }
    }

    private @Nullable String key(@Nullable String inBody) {
        if (inBody != null && keyHeader != null && !inBody.equals(keyHeader)) {
            throw Refusal.badField("key", "key: the header " + KEY_HEADER + " has another one");
        }
        return inBody != null ? inBody : keyHeader;
    }

    private static List<BucketName> buckets(List<?> items) {
        if (items.size() > BUCKETS_MAX) {
            throw Refusal.badField("buckets", "buckets: at most " + BUCKETS_MAX);
        }
        List<BucketName> buckets = new ArrayList<>();
        for (int at = 0; at < items.size(); at++) {
            buckets.add(bucket("buckets[" + at + "]", items.get(at)));
        }
        return List.copyOf(buckets);
    }

    @SuppressWarnings("unchecked")
    private static BucketName bucket(String field, @Nullable Object item) {
        if (item instanceof String name) {
            return Parsed.field(field, name, BucketName::of);
        }
        if (item instanceof Map<?, ?> map) {
            Fields fields = new Fields(field + ".", (Map<String, @Nullable Object>) map, BUCKET);
            String name = fields.text("name");
            String provider = fields.text("provider", "ais");
            String namespace = fields.text("namespace", "");
            return Parsed.field(field, name, text -> new BucketName(provider, namespace, text));
        }
        throw Refusal.badField(field, field + ": must be a name, or an object with name, provider, namespace");
    }

    private static StartRequest.Until until(String wait) {
        return switch (wait) {
            case "acknowledged" -> StartRequest.Until.ACKNOWLEDGED;
            case "registered" -> StartRequest.Until.REGISTERED;
            default -> throw Refusal.badField("wait", "wait: acknowledged or registered");
        };
    }
}
