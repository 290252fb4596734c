package infocenter.gateway.ais.job;

import static infocenter.gateway.ais.job.AisKind.Start.NEVER;
import static infocenter.gateway.ais.job.AisKind.Start.OWN_CALL;
import static infocenter.gateway.ais.job.AisKind.Start.PLAIN;

import infocenter.core.xaction.Xaction;
import infocenter.gateway.ais.AisError;
import infocenter.gateway.ais.AisRefusal;
import infocenter.gateway.ais.AisStart;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All kinds that AIStore's clients may name, and what stands for them here. Any thread. */
public final class AisKinds {
    /** Of the same kind of ours, told apart by a label. */
    public static final String TRANSFORM_BUCKET = "etl-bck";
    /** Of the same kind of ours, told apart by a label. */
    public static final String TRANSFORM_OBJECTS = "etl-listrange";

    private static final List<AisKind> ALL = List.of(
            new AisKind("election", "elect-primary", "", NEVER),
            new AisKind("rebalance", "rebalance", "rebalance", PLAIN),
            new AisKind("etl-inline", "etl-inline", "", NEVER),
            new AisKind("lru", "lru-eviction", "lru", PLAIN),
            new AisKind("cleanup-store", "cleanup", "cleanup", PLAIN),
            new AisKind("summary-bck", "summary", "summary", OWN_CALL),
            new AisKind("summary-shard", "shard-summary", "", NEVER),
            new AisKind("resilver", "resilver", "resilver", PLAIN),
            new AisKind("rechunk", "rechunk", "", PLAIN),
            new AisKind("index-shard", "shard-index", "", NEVER),
            new AisKind("ec-get", "ec-get", "", NEVER),
            new AisKind("ec-put", "ec-put", "", NEVER),
            new AisKind("ec-resp", "ec-resp", "", NEVER),
            new AisKind("put-copies", "put-copies", "", NEVER),
            new AisKind("archive", "archive", "archive", OWN_CALL),
            new AisKind("copy-listrange", "copy-objects", "copy-objects", OWN_CALL),
            new AisKind(TRANSFORM_OBJECTS, "etl-objects", "transform", OWN_CALL),
            new AisKind("blob-download", "blob-download", "", PLAIN),
            new AisKind("download", "download", "download", OWN_CALL),
            new AisKind("dsort", "dsort", "dsort", OWN_CALL),
            new AisKind("promote", "promote-files", "promote", OWN_CALL),
            new AisKind("evict-listrange", "evict-objects", "", OWN_CALL),
            new AisKind("evict-remote-bck", "evict-remote-bucket", "", OWN_CALL),
            new AisKind("delete-listrange", "delete-objects", "delete", OWN_CALL),
            new AisKind("prefetch-listrange", "prefetch-objects", "", PLAIN),
            new AisKind("ec-encode", "ec-bucket", "", PLAIN),
            new AisKind("make-n-copies", "mirror", "make-n-copies", OWN_CALL),
            new AisKind("move-bck", "rename-bucket", "rename-bucket", OWN_CALL),
            new AisKind("copy-bck", "copy-bucket", "copy-bucket", OWN_CALL),
            new AisKind(TRANSFORM_BUCKET, "etl-bucket", "transform", OWN_CALL),
            new AisKind("list", "list", "list-objects", OWN_CALL),
            new AisKind("get-batch", "get-batch", "get-batch", OWN_CALL),
            new AisKind("create-inventory", "create-inventory", "", NEVER),
            new AisKind("load-lom-cache", "warm-up-metadata", "", PLAIN));

    private static final Map<String, AisKind> BY_NAME = new HashMap<>();
    private static final Map<String, String> BY_OURS = new HashMap<>();

    static {
        for (AisKind kind : ALL) {
            BY_NAME.put(kind.name(), kind);
            BY_NAME.put(kind.shown(), kind);
            if (!kind.ours().isEmpty()) {
                BY_OURS.put(kind.ours(), kind.name());
            }
        }
    }

    private AisKinds() {}

    /** Of a name or a shown name; null for the empty text, which stands for any kind. Refuses what is neither. */
    static @Nullable AisKind find(String name) {
        if (name.isEmpty()) {
            return null;
        }
        AisKind kind = BY_NAME.get(name);
        if (kind == null) {
            throw new AisRefusal(AisError.bad("invalid xaction kind \"" + name + "\""));
        }
        return kind;
    }

    /** How AIStore calls that row's kind; a kind that it does not have keeps our name. */
    public static String of(Xaction row) {
        String alias = row.labels().get(AisStart.ALIAS);
        if (alias != null && BY_NAME.containsKey(alias)) {
            return alias;
        }
        if (row.kind().equals("transform")) {
            return row.arguments().contains("\"names\"") || row.arguments().contains("\"template\"")
                    ? TRANSFORM_OBJECTS
                    : TRANSFORM_BUCKET;
        }
        return BY_OURS.getOrDefault(row.kind(), row.kind());
    }
}
