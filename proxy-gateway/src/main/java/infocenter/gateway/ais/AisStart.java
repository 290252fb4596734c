package infocenter.gateway.ais;

import infocenter.core.bucket.BucketName;
import infocenter.core.xaction.XactionId;
import infocenter.gateway.start.StartAnswer;
import infocenter.gateway.start.StartRequest;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A start as AIStore's clients ask for it: without a key, repeated when the answer gets lost. Works at every gateway.
 *
 * @param kind of ours
 * @param buckets source first
 * @param arguments of ours
 * @param alias kind as AIStore names it, where the same kind of ours stands for several of theirs; else empty
 * @param prefix in front of the id, as AIStore has it for some; else empty
 */
public record AisStart(String kind, List<BucketName> buckets, JsonObject arguments, String alias, String prefix) {
    /** Under this label a row keeps how AIStore's clients call its kind. */
    public static final String ALIAS = "ais-kind";

    /** Of a kind that both call by one name each. */
    public static AisStart of(String kind, List<BucketName> buckets, JsonObject arguments) {
        return new AisStart(kind, buckets, arguments, "", "");
    }

    /** Starts it and answers with the bare id. */
    public void answer(AisCall call) {
        answer(call, id -> call.text(200, id.value()));
    }

    /**
     * Starts it.
     *
     * @param started gives the answer, and says what became of it
     */
    public void answer(AisCall call, Function<XactionId, Future<Void>> started) {
        TreeMap<String, String> labels = new TreeMap<>();
        if (!alias.isEmpty()) {
            labels.put(ALIAS, alias);
        }
        StartRequest request = new StartRequest(
                null,
                kind,
                buckets,
                arguments,
                labels,
                null,
                call.caller(alias.isEmpty() ? kind : alias),
                false,
                Duration.ZERO,
                StartRequest.Until.ACKNOWLEDGED);
        String fingerprint = fingerprint(call);
        call.starts()
                .start(fingerprint, prefix, request)
                .whenComplete((answer, failure) -> call.context().runOnContext(hop -> {
                    Future<Void> sent = failure == null ? told(call, answer, started) : call.fail(failure);
                    sent.onComplete(written -> call.starts().written(fingerprint, written.succeeded()));
                }));
    }

    private static Future<Void> told(AisCall call, StartAnswer answer, Function<XactionId, Future<Void>> started) {
        try {
            return tell(call, answer, started);
        } catch (RuntimeException thrown) {
            return call.fail(thrown);
        }
    }

    private static Future<Void> tell(AisCall call, StartAnswer answer, Function<XactionId, Future<Void>> started) {
        if (answer instanceof StartAnswer.Started made) {
            return started.apply(made.id());
        }
        if (answer instanceof StartAnswer.Known known) {
            return started.apply(known.id());
        }
        if (answer instanceof StartAnswer.Gone gone) {
            return started.apply(gone.id());
        }
        if (answer instanceof StartAnswer.NotAcknowledged silent) {
            return call.refuse(new AisError(
                    400,
                    "ErrFailedTo",
                    "job " + silent.id() + " was registered, but not every target has started it"
                            + (silent.aborting() ? "; it is aborted" : "; ask for its status")
                            + (silent.message().isEmpty() ? "" : ": " + silent.message())));
        }
        return call.refuse(AisErrors.of(((StartAnswer.Refused) answer).why()));
    }

    /** The same client asking the same thing; a client that asks again comes from the same address by another port. */
    private static String fingerprint(AisCall call) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {
                call.remote(),
                String.valueOf(call.request().getHeader(HttpHeaders.AUTHORIZATION)),
                call.request().method().name(),
                call.request().uri()
            }) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            digest.update(call.body().getBytes());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
