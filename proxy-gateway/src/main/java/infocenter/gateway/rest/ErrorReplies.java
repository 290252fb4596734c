package infocenter.gateway.rest;

import infocenter.client.IcFailure;
import infocenter.core.cluster.NodeId;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.xaction.Kinds;
import infocenter.core.xaction.XactionId;
import infocenter.gateway.door.BadEscape;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place that decides which HTTP status an error gets. Never shows a stack trace or a class name. Any thread. */
final class ErrorReplies {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorReplies.class);

    private ErrorReplies() {}

    /** Of a command that the table refused. */
    static Problem of(Outcome.Refused refused) {
        Problem problem = Problem.of(
                status(refused.reason()),
                refused.reason().shown(),
                refused.message().isEmpty() ? refused.reason().shown() : refused.message());
        String subject = refused.subject();
        if (subject.isEmpty()) {
            return problem;
        }
        return switch (refused.reason()) {
            case KEY_CONFLICT, ID_TAKEN, NO_SUCH_XACTION, ALREADY_ENDED, BUCKET_BUSY -> problem.with("id", subject);
            // A kind is in the way as such: of a rebalance that is due there is no row yet.
            case EXCLUDED -> problem.with(Kinds.find(subject).isPresent() ? "subject" : "id", subject);
            case TARGET_DOWN -> problem.naming(List.of(subject)).with("missing", "targets");
            case NO_TARGET -> problem.with("missing", "targets");
            case UNKNOWN_KIND, NOT_STARTABLE -> problem.with("field", "kind");
            case BAD_ARGUMENTS, TOO_LARGE -> problem.with("field", subject);
            case NO_SUCH_BUCKET -> problem.with("bucket", subject).with("field", "buckets");
            default -> problem.with("subject", subject);
        };
    }

    /** Of anything that was thrown, or with which a future failed. */
    static Problem of(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof Refusal refusal) {
            return refusal.problem();
        }
        if (cause instanceof BadEscape escape) {
            return Problem.badField(escape.field(), String.valueOf(escape.getMessage()));
        }
        if (cause instanceof IcFailure failure) {
            return of(failure);
        }
        LOG.atError().setCause(cause).log("request failed by a fault of ours");
        return Problem.of(500, "bug", "something went wrong here; the log of this gateway says what");
    }

    static Problem notInitialized() {
        return Problem.of(
                        503,
                        Reason.NOT_INITIALIZED.shown(),
                        "this gateway is in no cluster yet: run xic cluster init at one gateway, or wait until it has joined")
                .with("missing", "cluster");
    }

    static Problem noSuchXaction(XactionId id) {
        return Problem.of(404, Reason.NO_SUCH_XACTION.shown(), "no xaction has this id; its history may be over")
                .with("id", id.value());
    }

    static Problem gone(XactionId id) {
        return Problem.of(410, "gone", "its idempotency key still knows this xaction, its history is over")
                .with("id", id.value());
    }

    static Problem silent(List<NodeId> targets) {
        return Problem.of(503, "target-down", "targets did not answer; ask again")
                .with("missing", "targets")
                .naming(targets.stream().map(NodeId::value).toList());
    }

    private static Problem of(IcFailure failure) {
        String detail = String.valueOf(failure.getMessage());
        if (failure instanceof IcFailure.NoLeader) {
            return Problem.of(503, "no-leader", detail).with("missing", "leader");
        }
        if (failure instanceof IcFailure.CommitUnknown) {
            return Problem.of(503, "commit-unknown", detail + "; it may be done: ask again with the same key")
                    .with("missing", "majority");
        }
        if (failure instanceof IcFailure.Overloaded) {
            return Problem.of(429, "overloaded", detail);
        }
        if (failure instanceof IcFailure.ReadTimedOut) {
            return Problem.of(503, "read-timed-out", detail).with("missing", "majority");
        }
        return Problem.of(503, "not-ready", detail).with("missing", "member");
    }

    private static int status(Reason reason) {
        return switch (reason) {
            case UNKNOWN_KIND, NOT_STARTABLE, BAD_ARGUMENTS -> 400;
            case NO_SUCH_BUCKET, NO_SUCH_XACTION, NO_SUCH_NODE, NO_SUCH_TRANSFORMER -> 404;
            case TOO_LARGE -> 413;
            case TABLE_FULL, KEY_TABLE_FULL -> 429;
            case BUG -> 500;
            case NOT_INITIALIZED, TARGET_DOWN, NO_TARGET, SESSION_UNKNOWN, NUMBER_FORGOTTEN, NUMBER_BEYOND_WINDOW ->
                503;
            case ALREADY_INITIALIZED,
                    BUCKET_EXISTS,
                    BUCKET_BUSY,
                    TRANSFORMER_EXISTS,
                    EXCLUDED,
                    KIND_CAP,
                    KEY_CONFLICT,
                    ID_TAKEN,
                    ALREADY_ENDED,
                    DUPLICATE_ADDRESS,
                    OTHER_CLUSTER,
                    OTHER_ROLE,
                    STALE_TERM,
                    STALE_INCARNATION,
                    WRONG_STATE,
                    WRONG_VERSION,
                    FEATURE_LEVEL,
                    LAST_TARGET,
                    NO_SPARE,
                    LAST_MEMBER,
                    NO_FREE_SEAT,
                    JOIN_SECRET,
                    DUPLICATE_ID -> 409;
        };
    }
}
