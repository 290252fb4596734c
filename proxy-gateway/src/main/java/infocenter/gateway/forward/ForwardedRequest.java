package infocenter.gateway.forward;

import infocenter.core.cluster.Node;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request on its way to a member, and its answer on the way back. Lives on the request's event loop. */
final class ForwardedRequest {
    /** Headers that speak of one connection alone. */
    private static final Set<String> OF_ONE_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "host",
            "content-length",
            "expect",
            "x-ic-epoch");
    /** Answers up to this size are gathered and written at once. */
    private static final int SMALL_BYTES = 64 * 1024;
    /** For a member that is not ready to end its streams. */
    private static final long STOPS_WITHIN_MILLIS = 3_000;

    private final Vertx vertx;
    private final HttpClient client;
    private final MemberOrder order;
    private final EpochSign epoch;
    private final String self;
    private final HttpServerRequest request;
    private final Buffer body;
    /** For the answer to begin, whoever gives it. */
    private final long untilNanos;

    private final ForwardToMember.NoAnswer otherwise;

    ForwardedRequest(
            Vertx vertx,
            HttpClient client,
            MemberOrder order,
            EpochSign epoch,
            String self,
            HttpServerRequest request,
            Buffer body,
            Duration answerWithin,
            ForwardToMember.NoAnswer otherwise) {
        this.vertx = vertx;
        this.client = client;
        this.order = order;
        this.epoch = epoch;
        this.self = self;
        this.request = request;
        this.body = body;
        this.otherwise = otherwise;
        this.untilNanos = System.nanoTime() + answerWithin.toNanos();
    }

    void tryNext(List<Node> members) {
        if (request.response().closed()) {
            return;
        }
        if (members.isEmpty() || System.nanoTime() >= untilNanos) {
            otherwise.answer(request.response(), 503, "no-member", "no member of the Information Center answers");
            return;
        }
        Node member = members.get(0);
        List<Node> others = members.subList(1, members.size());
        URI door = order.door(member);
        client.request(new RequestOptions()
                        .setMethod(request.method())
                        .setHost(door.getHost())
                        .setPort(door.getPort())
                        .setURI(request.uri())
                        .setConnectTimeout(1_000))
                .onComplete(opened -> {
                    if (opened.failed()) {
                        order.silent(member);
                        tryNext(others);
                    } else {
                        send(opened.result(), member, others);
                    }
                });
    }

    private void send(HttpClientRequest out, Node member, List<Node> others) {
        copyHeaders(request.headers(), out.headers());
        out.putHeader(ForwardToMember.HOP_HEADER, self);
        epoch.put(out.headers());
        out.putHeader("X-Forwarded-For", request.connection().remoteAddress().host());
        long leftMillis = (untilNanos - System.nanoTime()) / 1_000_000;
        long alarm = vertx.setTimer(Math.max(1, leftMillis), late -> out.reset());
        request.response().closeHandler(gone -> out.reset());
        Context context = vertx.getOrCreateContext();
        Runnable onSilence = () -> context.runOnContext(silent -> out.reset());
        if (repeatable()) {
            order.answerAwaited(member, onSilence);
        }
        out.send(body).onComplete(answered -> {
            vertx.cancelTimer(alarm);
            order.answerCame(member, onSilence);
            if (answered.succeeded()) {
                answered(answered.result(), member, others);
            } else if (repeatable()) {
                order.silent(member);
                tryNext(others);
            } else {
                order.silent(member);
                otherwise.answer(
                        request.response(),
                        503,
                        "commit-unknown",
                        "member " + member.id() + " did not answer; it may be done: look before you ask again");
            }
        });
    }

    private void answered(HttpClientResponse answer, Node member, List<Node> others) {
        boolean counts = epoch.hear(answer.headers());
        if (counts && answer.statusCode() != 503) {
            order.answered(member);
            giveBack(answer, member);
            return;
        }
        // It lives, but serves nothing now: stopping, starting, or without a leader.
        order.silent(member);
        if (repeatable() && (!others.isEmpty() || !counts) && System.nanoTime() < untilNanos) {
            answer.body();
            tryNext(others);
        } else if (!counts) {
            answer.body();
            otherwise.answer(
                    request.response(),
                    503,
                    "commit-unknown",
                    "member " + member.id()
                            + " is of an epoch that is over; what it did does not count: look before you"
                            + " ask again");
        } else {
            giveBack(answer, member);
        }
    }

    /** Whether asking twice is the same as asking once. */
    private boolean repeatable() {
        HttpMethod method = request.method();
        return method == HttpMethod.GET
                || method == HttpMethod.HEAD
                || method == HttpMethod.DELETE
                || method == HttpMethod.PUT;
    }

    private void giveBack(HttpClientResponse from, Node member) {
        HttpServerResponse to = request.response();
        if (to.closed()) {
            from.request().reset();
            return;
        }
        to.setStatusCode(from.statusCode());
        copyHeaders(from.headers(), to.headers());
        String length = from.getHeader("content-length");
        if (request.method() == HttpMethod.HEAD || from.statusCode() == 204 || from.statusCode() == 304) {
            if (length != null) {
                to.putHeader("content-length", length);
            }
            to.end();
        } else if (length != null && length.length() < 9 && Integer.parseInt(length) <= SMALL_BYTES) {
            from.body().onComplete(whole -> {
                if (whole.succeeded()) {
                    to.end(whole.result());
                } else {
                    to.reset();
                }
            });
        } else {
            stream(from, to, length);
            if (length == null) {
                breakOffWhenSilent(from, member);
            }
        }
    }

    /** A stream of a member that fell silent would say nothing for as long: its reader asks again, and is served by another. */
    private void breakOffWhenSilent(HttpClientResponse from, Node member) {
        Context context = vertx.getOrCreateContext();
        // One that stops says so and ends its streams itself.
        Runnable onSilence = () -> context.runOnContext(silent -> vertx.setTimer(STOPS_WITHIN_MILLIS, later -> {
            if (order.isMute(member)) {
                from.request().reset();
            }
        }));
        order.answerAwaited(member, onSilence);
        from.end().onComplete(over -> order.answerCame(member, onSilence));
    }

    private void stream(HttpClientResponse from, HttpServerResponse to, @Nullable String length) {
        if (length != null) {
            to.putHeader("content-length", length);
        } else {
            to.setChunked(true);
        }
        to.writeHead();
        new Passage(vertx, from, to).begin();
    }

    private static void copyHeaders(MultiMap from, MultiMap to) {
        from.forEach((name, value) -> {
            if (!OF_ONE_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                to.add(name, value);
            }
        });
    }
}
