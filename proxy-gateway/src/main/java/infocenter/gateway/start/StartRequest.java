package infocenter.gateway.start;

import infocenter.core.bucket.BucketName;
import infocenter.core.xaction.Caller;
import infocenter.core.xaction.XactionId;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A client's wish for a xaction, its shape already checked by the door.
 *
 * @param id chosen by the client, or null: then it is minted
 * @param kind name of the kind
 * @param buckets source first
 * @param arguments JSON object; made canonical here
 * @param labels free text
 * @param key idempotency key, or null
 * @param caller who, from where, why
 * @param allowPartial start although targets are down
 * @param deadline time for the whole xaction; zero for none
 * @param until when to answer
 */
public record StartRequest(
        @Nullable XactionId id,
        String kind,
        List<BucketName> buckets,
        JsonObject arguments,
        SortedMap<String, String> labels,
        @Nullable String key,
        Caller caller,
        boolean allowPartial,
        Duration deadline,
        Until until) {
    /** Labels of one xaction. */
    public static final int LABELS_MAX = 64;
    /** Characters of a label's key, and of its value. */
    public static final int LABEL_CHARS_MAX = 256;
    /** Characters of an idempotency key. */
    public static final int KEY_CHARS_MAX = 256;

    /** When a start is answered. */
    public enum Until {
        /** The entry is committed; targets may not know yet. */
        REGISTERED,
        /** Every target has said that it started. */
        ACKNOWLEDGED
    }

    public StartRequest {
        if (labels.size() > LABELS_MAX) {
            throw new IllegalArgumentException("labels: at most " + LABELS_MAX);
        }
        labels.forEach((name, value) -> {
            if (name.isEmpty() || name.length() > LABEL_CHARS_MAX || value.length() > LABEL_CHARS_MAX) {
                throw new IllegalArgumentException(
                        "labels: keys of 1 to " + LABEL_CHARS_MAX + " characters, values of at most as many");
            }
        });
        if (key != null && (key.isEmpty() || key.length() > KEY_CHARS_MAX)) {
            throw new IllegalArgumentException("key: 1 to " + KEY_CHARS_MAX + " characters");
        }
        if (deadline.isNegative()) {
            throw new IllegalArgumentException("deadline: must not be negative");
        }
    }

    /** The same under that id. */
    StartRequest under(XactionId chosen) {
        return new StartRequest(chosen, kind, buckets, arguments, labels, key, caller, allowPartial, deadline, until);
    }
}
