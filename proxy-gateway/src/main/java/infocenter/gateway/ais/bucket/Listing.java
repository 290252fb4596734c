package infocenter.gateway.ais.bucket;

import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.BucketName;
import infocenter.core.cluster.NodeId;
import infocenter.gateway.ais.AisBuckets;
import infocenter.gateway.ais.AisCall;
import infocenter.gateway.ais.AisError;
import infocenter.gateway.ais.AisRefusal;
import infocenter.gateway.door.GatewayUseCases;
import infocenter.gateway.read.ListToken;
import infocenter.gateway.read.ReadNames;
import java.util.stream.Collectors;

/**
 * Names of a bucket, page by page. The id of a listing says which bucket it was, so that its later pages need no look at the table; the
 * token is the last name, so that any gateway can go on.
 */
final class Listing {
    private static final String ID = "lso-";

    /** Names that are asked for to find folders among them. */
    private static final int LEVEL_PAGE = 1_000;

    private final GatewayUseCases useCases;
    private final LivingBuckets living;

    Listing(GatewayUseCases useCases) {
        this.useCases = useCases;
        this.living = new LivingBuckets(useCases);
    }

    void answer(AisCall call) {
        BucketName name = AisBuckets.ofPath(call, call.name("bucket"));
        ListQuery query = ListQuery.of(call.message().fields());
        long bucketId = bucketId(query.uuid());
        if (bucketId > 0) {
            living.mapped(call, name, bucket -> page(call, bucket, query));
        } else {
            call.atMember(call.remote(), () -> living.now(call, name, bucket -> page(call, bucket, query)));
        }
    }

    private void page(AisCall call, Bucket bucket, ListQuery query) {
        ListEntries entries = new ListEntries(query);
        if (query.elsewhere()) {
            end(call, bucket, query, entries, "");
            return;
        }
        collect(call, bucket, query, entries);
    }

    private void collect(AisCall call, Bucket bucket, ListQuery query, ListEntries entries) {
        ListToken from = new ListToken(null, bucket.id(), query.prefix(), entries.last());
        int limit = query.oneLevel()
                ? LEVEL_PAGE
                : Math.min(ListQuery.PAGE_MAX, query.size() - entries.entries().size());
        call.when(useCases.names().page(from, limit), answer -> {
            if (answer instanceof ReadNames.Answer.Silent silent) {
                String targets = silent.targets().stream().map(NodeId::value).collect(Collectors.joining(", "));
                throw new AisRefusal(new AisError(503, "", "no answer from targets " + targets));
            }
            ReadNames.Answer.Names names = (ReadNames.Answer.Names) answer;
            entries.take(names.entries());
            String next = names.next();
            boolean over = next.isEmpty() && !entries.full();
            if (over) {
                end(call, bucket, query, entries, "");
            } else if (entries.full()) {
                boolean rest = !next.isEmpty() || query.oneLevel();
                end(call, bucket, query, entries, rest ? entries.last() : "");
            } else if (entries.last().equals(from.after())) {
                // Only traces of deletes: go on behind them.
                collectBehind(call, bucket, query, entries, ListToken.parse(next));
            } else {
                collect(call, bucket, query, entries);
            }
        });
    }

    private void collectBehind(AisCall call, Bucket bucket, ListQuery query, ListEntries entries, ListToken behind) {
        entries.passOver(behind.after());
        collect(call, bucket, query, entries);
    }

    private void end(AisCall call, Bucket bucket, ListQuery query, ListEntries entries, String token) {
        String id = query.uuid().isEmpty() ? ID + String.format("%09d", bucket.id()) : query.uuid();
        new ListAnswer(
                        id,
                        token,
                        entries.entries(),
                        query.props(),
                        bucket.name(),
                        useCases.maps().view())
                .send(call);
    }

    /** Of the id of a listing; 0 for none. */
    private static long bucketId(String uuid) {
        try {
            return uuid.startsWith(ID) ? Long.parseLong(uuid.substring(ID.length())) : 0;
        } catch (NumberFormatException other) {
            return 0;
        }
    }
}
