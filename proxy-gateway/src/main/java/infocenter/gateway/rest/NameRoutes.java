package infocenter.gateway.rest;

import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.BucketName;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import infocenter.gateway.door.GatewayUseCases;
import infocenter.gateway.read.ListToken;
import infocenter.gateway.read.ReadNames;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** Names of objects: a bucket's, or those that a list-objects xaction gives out page by page; and what others counted by name. */
final class NameRoutes {
    private static final String LIST_KIND = "list-objects";

    /** Kinds that count by name; see {@code JobContext.tally}. */
    private static final Set<String> TALLYING = Set.of("summary", "lru", "cleanup");

    private static final int PAGE = 1_000;
    private static final int PREFIX_CHARS_MAX = 1_024;

    private final GatewayUseCases useCases;
    private final RestLimits limits;
    private final RowReplies rows;

    NameRoutes(GatewayUseCases useCases, RestLimits limits, RowReplies rows) {
        this.useCases = useCases;
        this.limits = limits;
        this.rows = rows;
    }

    void bind(Bindings bindings) {
        bindings.anywhere("listObjects", this::list)
                .anywhere("goOnWithResults", this::goOn)
                .member("showResults", this::results);
    }

    private void list(Call call) {
        BucketName name = call.query().bucket("name", call.name("name"));
        int limit = limit(call);
        String prefix = call.query().text("prefix", "");
        if (prefix.length() > PREFIX_CHARS_MAX) {
            throw Refusal.badField("prefix", "prefix: at most " + PREFIX_CHARS_MAX + " characters");
        }
        ListToken token = call.query().parsed("token", ListToken::parse);
        new LivingBucket(useCases.maps()).find(call, name, bucket -> {
            if (token != null && token.bucketId() != bucket.id()) {
                throw Refusal.badField("token", "token: of another bucket, or of one that is no more");
            }
            page(call, token != null ? token : first(null, bucket, prefix), limit);
        });
    }

    private void goOn(Call call) {
        String text = call.query().text("token");
        if (text == null) {
            throw Refusal.badField("token", "token: required; a page of results has it");
        }
        page(call, Parsed.field("token", text, ListToken::parse), limit(call));
    }

    private void results(Call call) {
        XactionId id = XactionRoutes.id(call);
        int limit = limit(call);
        ListToken token = call.query().parsed("token", ListToken::parse);
        if (token != null && token.xaction() != null && !id.equals(token.xaction())) {
            throw Refusal.badField("token", "token: of another xaction");
        }
        call.when(useCases.table().now(), moment -> {
            Xaction row = moment.information().xactions().find(id);
            if (row == null) {
                rows.absent(call, moment, id);
                return;
            }
            call.stamp(moment.term(), moment.index());
            if (TALLYING.contains(row.kind())) {
                call.when(
                        useCases.errors().of(row),
                        answer -> call.json(200, json -> NamesView.tallies(json, row, answer)));
                return;
            }
            if (!row.kind().equals(LIST_KIND)) {
                throw Refusal.badField("id", "id: a xaction of this kind has no results; see errors and progress");
            }
            page(call, token != null ? token : first(row), limit);
        });
    }

    private void page(Call call, ListToken from, int limit) {
        call.when(useCases.names().page(from, limit), answer -> {
            if (answer instanceof ReadNames.Answer.Names names) {
                call.json(200, json -> NamesView.names(json, names));
            } else if (answer instanceof ReadNames.Answer.Silent silent) {
                call.problem(ErrorReplies.silent(silent.targets()));
            }
        });
    }

    private static ListToken first(@org.jspecify.annotations.Nullable XactionId id, Bucket bucket, String prefix) {
        return new ListToken(id, bucket.id(), prefix, "");
    }

    private static ListToken first(Xaction row) {
        try {
            String prefix = new JsonObject(row.arguments()).getString("prefix", "");
            return new ListToken(row.id(), row.buckets().get(0).id(), prefix, "");
        } catch (DecodeException cut) {
            throw new Refusal(Problem.of(410, "gone", "the arguments of this xaction were cut when it ended")
                    .with("id", row.id().value()));
        }
    }

    private int limit(Call call) {
        return call.query().number("limit", PAGE, 1, limits.namesPageMax());
    }
}
