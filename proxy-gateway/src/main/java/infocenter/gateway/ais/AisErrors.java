package infocenter.gateway.ais;

import infocenter.client.IcFailure;
import infocenter.core.command.Outcome;
import infocenter.gateway.door.BadEscape;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place that decides which error AIStore's clients see. They repeat a PUT or DELETE that was answered 429, 500, 502, 503 or
 * 504, so none of these is given for anything that may have been applied. Any thread.
 */
public final class AisErrors {
    private static final Logger LOG = LoggerFactory.getLogger(AisErrors.class);

    private AisErrors() {}

    /** Of anything that was thrown, or with which a future failed. */
    public static AisError of(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof AisRefusal refusal) {
            return refusal.error();
        }
        if (cause instanceof BadEscape) {
            return AisError.bad(String.valueOf(cause.getMessage()));
        }
        if (cause instanceof IcFailure failure) {
            return of(failure);
        }
        LOG.atError().setCause(cause).log("a request of AIStore's dialect failed by a fault of ours");
        return new AisError(400, "ErrFailedTo", "something went wrong here; the log of this gateway says what");
    }

    private static AisError of(IcFailure failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof IcFailure.CommitUnknown) {
            return new AisError(400, "ErrFailedTo", message + "; it may be done: look before you ask again");
        }
        return failure instanceof IcFailure.Overloaded
                ? new AisError(429, "", message)
                : new AisError(503, "", message + ": try again");
    }

    /** Of a command that the table refused. */
    public static AisError of(Outcome.Refused refused) {
        String subject = refused.subject();
        String message = refused.message().isEmpty() ? refused.reason().shown() : refused.message();
        return switch (refused.reason()) {
            case NO_SUCH_BUCKET -> AisError.noSuchBucket(subject);
            case BUCKET_EXISTS ->
                new AisError(409, "ErrBucketAlreadyExists", "bucket \"" + subject + "\" already exists");
            case NO_SUCH_XACTION -> AisError.noSuchJob(subject);
            case NO_SUCH_NODE -> new AisError(404, "errNodeNotFound", "node \"" + subject + "\" does not exist");
            case NO_SUCH_TRANSFORMER -> new AisError(404, "ErrNotFound", "etl job \"" + subject + "\" does not exist");
            case TRANSFORMER_EXISTS -> new AisError(409, "", "etl job \"" + subject + "\" already exists");
            case EXCLUDED -> new AisError(409, "ErrLimitedCoexistence", message);
            case BUCKET_BUSY, KIND_CAP -> new AisError(409, "ErrBusy", message);
            case TABLE_FULL, KEY_TABLE_FULL -> new AisError(429, "", message);
            case NOT_INITIALIZED, TARGET_DOWN, NO_TARGET, SESSION_UNKNOWN, NUMBER_FORGOTTEN, NUMBER_BEYOND_WINDOW ->
                new AisError(503, "", message);
            case TOO_LARGE -> new AisError(413, "", message);
            case UNKNOWN_KIND, NOT_STARTABLE, BAD_ARGUMENTS, BUG -> AisError.bad(message);
            default -> new AisError(409, "", message);
        };
    }
}
