package infocenter.gateway.forward;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/**
 * Passes a request on to a member and streams the answer back. The member is picked by rendezvous hashing of the affinity, the next
 * one takes over when it does not answer; none: 503 problem with {@code Retry-After}. Call on the request's own context, before its
 * body was read.
 */
public interface ForwardToMember {
    /** On forwarded requests, so that they are not forwarded again. */
    String HOP_HEADER = "X-IC-Forwarded-By";

    /** How long a member may take to begin its answer, when nothing else is said. */
    Duration ANSWER_WITHIN = Duration.ofSeconds(12);

    /** True when this gateway holds no table and the request has not been forwarded yet: then call {@link #forward}. */
    boolean wanted(HttpServerRequest request);

    /** Passes an ordinary request on; the response is ended by this. */
    default void forward(HttpServerRequest request, String affinity) {
        forward(request, affinity, ANSWER_WITHIN);
    }

    /**
     * Passes it on; the response is ended by this.
     *
     * @param affinity the xaction's id; for lists and watch, the client's address
     * @param answerWithin how long a member may take to begin its answer; more for a request that waits on purpose
     */
    void forward(HttpServerRequest request, String affinity, Duration answerWithin);

    /**
     * Passes on a request whose body was read already.
     *
     * @param otherwise answers when no member does, in the words of the door that the request came to
     */
    void forward(HttpServerRequest request, Buffer body, String affinity, Duration answerWithin, NoAnswer otherwise);

    /** Answers in place of the members. */
    @FunctionalInterface
    interface NoAnswer {
        /**
         * Answers.
         *
         * @param reason stable word for programs
         * @param detail for people
         */
        void answer(HttpServerResponse response, int status, String reason, String detail);
    }
}
