package infocenter.target.rest;

import infocenter.target.job.Stopped;
import infocenter.target.job.TransformFailed;
import infocenter.target.store.StoreFailure;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place that knows which failure gets which status, whatever door words it. On the request's event loop. */
public final class ErrorReplies {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorReplies.class);

    private ErrorReplies() {}

    /** Answers a failure; a request that is answered in part is cut off, so that nobody takes the part for the whole. */
    static void reply(HttpServerRequest request, Throwable failure) {
        reply(request, problem(failure));
    }

    static void reply(HttpServerRequest request, Problem problem) {
        reply(request, problem, new OwnWording(request));
    }

    /** The same in the words of another door. */
    public static void reply(HttpServerRequest request, Throwable failure, Wording wording) {
        reply(request, problem(failure), wording);
    }

    /** The same in the words of another door. */
    public static void reply(HttpServerRequest request, Problem problem, Wording wording) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        if (response.headWritten()) {
            response.reset();
            return;
        }
        if (problem.retryAfterSeconds() > 0) {
            response.putHeader("Retry-After", Integer.toString(problem.retryAfterSeconds()));
        }
        wording.refuse(problem);
    }

    /** A request that HTTP itself cannot take; its connection ends. */
    static void unreadable(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        Problem problem = Problem.field("request", "no HTTP request: " + cause.getMessage());
        if (cause instanceof TooLongHttpLineException) {
            problem =
                    new Problem(414, "too-long", "request line", "at most " + DoorLimits.LINE_BYTES_MAX + " bytes", 0);
        } else if (cause instanceof TooLongHttpHeaderException) {
            problem = new Problem(
                    431, "too-large", "headers", "at most " + DoorLimits.HEADER_BYTES_MAX + " bytes together", 0);
        }
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        reply(request, problem);
    }

    static Problem problem(Throwable failure) {
        if (failure instanceof Problem.Refused refused) {
            return refused.problem();
        }
        if (failure instanceof RejectedExecutionException) {
            return Problem.later("overloaded", "too many requests wait for the disks");
        }
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof TransformFailed transform) {
            return new Problem(
                    transform.timedOut() ? 504 : 502,
                    transform.timedOut() ? "transform-timed-out" : "transform-failed",
                    "transform",
                    message,
                    0);
        }
        if (failure instanceof Stopped) {
            return Problem.later("stopping", message);
        }
        if (failure instanceof StoreFailure store) {
            return store(store, message);
        }
        LOG.atError().setCause(failure).log("request failed");
        return Problem.of(500, "internal", message);
    }

    private static Problem store(StoreFailure failure, String message) {
        if (failure instanceof StoreFailure.Full || failure instanceof StoreFailure.IndexFull) {
            return Problem.of(507, "store-full", message);
        }
        if (failure instanceof StoreFailure.BucketDropped) {
            return Problem.of(404, "no-such-bucket", message);
        }
        if (failure instanceof StoreFailure.BucketClosed) {
            return Problem.later("bucket-renaming", message);
        }
        if (failure instanceof StoreFailure.NotKept) {
            return Problem.later("not-owner", message);
        }
        if (failure instanceof StoreFailure.Changed) {
            return Problem.of(409, "changed-meanwhile", message);
        }
        if (failure instanceof StoreFailure.Interrupted) {
            return Problem.later("stopping", message);
        }
        LOG.atWarn().addKeyValue("outcome", message).log("store failed");
        return failure instanceof StoreFailure.Damaged
                ? Problem.of(500, "object-damaged", message)
                : Problem.of(500, "disk-failing", message);
    }
}
