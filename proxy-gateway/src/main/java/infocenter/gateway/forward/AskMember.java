package infocenter.gateway.forward;

import infocenter.client.IcFailure;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.xaction.XactionId;
import infocenter.gateway.map.MapFollower;
import infocenter.gateway.start.PresentState;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Reads one row at a member's public door, for a gateway that holds no table. Any thread. */
public final class AskMember implements PresentState {
    private final String self;
    private final HttpForwardToMember forward;
    private final MapFollower maps;

    public AskMember(String self, HttpForwardToMember forward, MapFollower maps) {
        this.self = self;
        this.forward = forward;
        this.maps = maps;
    }

    @Override
    public CompletableFuture<Found> find(XactionId id, Duration within) {
        CompletableFuture<Found> found = new CompletableFuture<>();
        ask(forward.order().of(maps.view(), id.value()), id, within).onComplete(answer -> {
            if (answer.succeeded()) {
                found.complete(answer.result());
            } else {
                found.completeExceptionally(new IcFailure.NotMember(
                        "no member answers: " + String.valueOf(answer.cause().getMessage())));
            }
        });
        return found;
    }

    private Future<Found> ask(List<Node> members, XactionId id, Duration within) {
        if (members.isEmpty()) {
            return Future.failedFuture("none known");
        }
        Node member = members.get(0);
        URI door = URI.create(member.addresses().publicUrl());
        return forward.client()
                .request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setHost(door.getHost())
                        .setPort(door.getPort())
                        .setURI("/ic/v1/xactions/" + id.value())
                        .setTimeout(Math.max(1, within.toMillis()))
                        .putHeader(ForwardToMember.HOP_HEADER, self))
                // In one step: a body that comes before somebody asks for it is lost.
                .compose(request -> send(request, member)
                        .compose(response -> response.body()
                                .compose(body -> forward.epoch().hear(response.headers())
                                        ? read(response, body)
                                        : Future.failedFuture("of an epoch that is over"))))
                .recover(failure -> {
                    forward.order().silent(member);
                    return members.size() == 1
                            ? Future.failedFuture(failure)
                            : ask(members.subList(1, members.size()), id, within);
                });
    }

    /** Given up when the member falls silent meanwhile. */
    private Future<HttpClientResponse> send(HttpClientRequest request, Node member) {
        Runnable onSilence = request::reset;
        forward.order().answerAwaited(member, onSilence);
        forward.epoch().put(request.headers());
        return request.send().onComplete(answered -> forward.order().answerCame(member, onSilence));
    }

    private static Future<Found> read(HttpClientResponse response, Buffer body) {
        int status = response.statusCode();
        if (status != 200 && status != 404 && status != 410) {
            return Future.failedFuture("status " + status);
        }
        return Future.succeededFuture(new Found(
                status == 200 ? Optional.of(row(body.toJsonObject())) : Optional.empty(),
                number(response, "X-IC-Term"),
                number(response, "X-IC-Index")));
    }

    private static Row row(JsonObject shown) {
        List<NodeId> owed = new ArrayList<>();
        for (Object item : shown.getJsonArray("runs", new JsonArray())) {
            JsonObject run = (JsonObject) item;
            if ("owed".equals(run.getString("state"))) {
                owed.add(new NodeId(run.getString("target")));
            }
        }
        String cause = shown.getString("cause");
        return new Row(
                shown.getString("kind", ""),
                shown.getString("state", ""),
                cause == null ? "" : cause,
                owed,
                shown.getValue("abort") != null);
    }

    private static long number(HttpClientResponse response, String header) {
        String value = response.getHeader(header);
        return value == null ? 0 : Long.parseLong(value);
    }
}
