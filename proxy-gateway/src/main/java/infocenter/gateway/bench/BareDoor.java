package infocenter.gateway.bench;

import infocenter.bench.ClosedLoop;
import infocenter.member.BareGroup;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;

/**
 * {@code POST /node/v1/bench/bare?do=open|write|close} in front of the node door; all else is passed on. {@code write} takes
 * {@code inFlight}, {@code seconds}, {@code warmUpSeconds} and {@code bytes}, and answers what it measured in this very process.
 */
public final class BareDoor implements Handler<HttpServerRequest> {
    static final String PATH = "/node/v1/bench/bare";
    private static final int IN_FLIGHT_MAX = 1_024;
    private static final int SECONDS_MAX = 60;
    private static final int BYTES_MAX = 1 << 20;

    private final Vertx vertx;
    private final BareGroup bare;
    private final Handler<HttpServerRequest> nodeDoor;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread named = new Thread(task, "bare-group");
        named.setDaemon(true);
        return named;
    });

    /**
     * For one process.
     *
     * @param nodeDoor answers everything else
     */
    public BareDoor(Vertx vertx, BareGroup bare, Handler<HttpServerRequest> nodeDoor) {
        this.vertx = vertx;
        this.bare = bare;
        this.nodeDoor = nodeDoor;
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (!PATH.equals(request.path())) {
            nodeDoor.handle(request);
            return;
        }
        Context context = vertx.getOrCreateContext();
        thread.execute(() -> {
            Future<String> done = answer(request);
            context.runOnContext(ignored -> done.onSuccess(text -> request.response()
                            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                            .end(text))
                    .onFailure(why -> request.response().setStatusCode(503).end(String.valueOf(why.getMessage()))));
        });
    }

    private Future<String> answer(HttpServerRequest request) {
        try {
            switch (String.valueOf(request.getParam("do"))) {
                case "open" -> bare.open();
                case "write" -> {
                    return Future.succeededFuture(write(request));
                }
                case "close" -> bare.close();
                default -> throw new IllegalArgumentException("do must be open, write or close");
            }
            return Future.succeededFuture("{}");
        } catch (IOException | TimeoutException | RuntimeException failed) {
            return Future.failedFuture(failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Future.failedFuture(stopping);
        }
    }

    private String write(HttpServerRequest request) throws InterruptedException, TimeoutException {
        if (!bare.leads()) {
            throw new IllegalStateException("this member does not lead the bare group");
        }
        int bytes = number(request, "bytes", BYTES_MAX);
        return ClosedLoop.run(
                        "bare-write",
                        "leader",
                        number(request, "inFlight", IN_FLIGHT_MAX),
                        Duration.ofSeconds(number(request, "warmUpSeconds", SECONDS_MAX)),
                        Duration.ofSeconds(number(request, "seconds", SECONDS_MAX)),
                        executor -> bare.write(bytes, executor))
                .json()
                .encode();
    }

    private static int number(HttpServerRequest request, String name, int max) {
        int value = Integer.parseInt(request.getParam(name, "1"));
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(name + " must be 1 to " + max);
        }
        return value;
    }
}
