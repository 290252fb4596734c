package infocenter.target.rest;

import infocenter.node.ErrorsAnswer;
import infocenter.node.ErrorsRequest;
import infocenter.node.NodePaths;
import infocenter.node.Page;
import infocenter.node.PageRequest;
import infocenter.target.run.ActiveRun;
import infocenter.target.run.Orders;
import infocenter.target.run.Runs;
import infocenter.target.store.Kept;
import infocenter.target.store.KeptPage;
import infocenter.target.store.ObjectInfo;
import infocenter.target.store.ObjectStore;
import infocenter.wire.Codec;
import infocenter.wire.NodeCodec;
import infocenter.wire.WireException;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** The door for other nodes: the node contract's records, and objects of other targets. On event loops. */
final class NodeDoor implements Handler<HttpServerRequest> {
    private final Orders orders;
    private final Executor ordersThread;
    private final Runs runs;
    private final ObjectStore store;
    private final TransferDoor transfers;
    private final ArgumentsDoor arguments;
    private final Vertx vertx;
    private final Disks disks;
    private final DoorMeters meters;

    NodeDoor(
            Orders orders,
            Executor ordersThread,
            Runs runs,
            ObjectStore store,
            TransferDoor transfers,
            ArgumentsDoor arguments,
            Vertx vertx,
            Disks disks,
            MeterRegistry registry) {
        this.orders = orders;
        this.ordersThread = ordersThread;
        this.runs = runs;
        this.store = store;
        this.transfers = transfers;
        this.arguments = arguments;
        this.vertx = vertx;
        this.disks = disks;
        this.meters = new DoorMeters(registry, "node");
    }

    /** Asks the codec and the use case in turn. */
    private interface Use<Q, A> {
        A of(Q request) throws IOException;
    }

    @Override
    public void handle(HttpServerRequest request) {
        try {
            dispatch(request, request.path() == null ? "" : request.path());
        } catch (RuntimeException refused) {
            ErrorReplies.reply(request, refused);
        }
    }

    private void dispatch(HttpServerRequest request, String path) {
        if (path.startsWith(NodePaths.OBJECTS)) {
            meters.observe(request, NodePaths.OBJECTS + "{bucketId}/{name}");
            transfers.handle(request, path);
            return;
        }
        if (path.startsWith(NodePaths.ARGUMENTS)) {
            meters.observe(request, NodePaths.ARGUMENTS + "{address}");
            arguments.handle(request, path);
            return;
        }
        switch (path) {
            case NodePaths.SYNC ->
                record(request, path, NodeCodec.SYNC_REQUEST, NodeCodec.SYNC_ANSWER, orders::sync, this::onOrders);
            case NodePaths.ORDER ->
                record(request, path, NodeCodec.ORDER_REQUEST, NodeCodec.ORDER_ANSWER, orders::obey, this::onOrders);
            case NodePaths.PAGE ->
                record(request, path, NodeCodec.PAGE_REQUEST, NodeCodec.PAGE, this::page, disks::call);
            case NodePaths.ERRORS ->
                record(request, path, NodeCodec.ERRORS_REQUEST, NodeCodec.ERRORS_ANSWER, this::errors, disks::call);
            default -> {
                meters.observe(request, "other");
                throw Problem.of(404, "no-such-path", "no such path of the node contract")
                        .refused();
            }
        }
    }

    private interface Threads {
        Future<byte[]> call(Callable<byte[]> work);
    }

    private <Q, A> void record(
            HttpServerRequest request,
            String path,
            Codec<Q> asking,
            Codec<A> answering,
            Use<Q, A> use,
            Threads threads) {
        meters.observe(request, path);
        if (request.method() != HttpMethod.POST) {
            request.response().putHeader(HttpHeaders.ALLOW, "POST");
            throw Problem.of(405, "method-not-allowed", path + " takes POST").refused();
        }
        requireLength(request);
        request.body()
                .compose(body -> threads.call(() -> answering.encode(use.of(asking.decode(body.getBytes())))))
                .onSuccess(answer -> request.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, NodePaths.CONTENT_TYPE)
                        .end(Buffer.buffer(answer)))
                .onFailure(failure -> ErrorReplies.reply(
                        request,
                        failure instanceof WireException || failure instanceof IllegalArgumentException
                                ? Problem.field("body", String.valueOf(failure.getMessage()))
                                        .refused()
                                : failure));
    }

    private static void requireLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            throw new Problem(411, "length-required", "Content-Length", "records come with their length", 0).refused();
        }
        if (length.length() > 9 || Integer.parseInt(length) > DoorLimits.RECORD_BYTES_MAX) {
            throw new Problem(
                            413,
                            "too-large",
                            "Content-Length",
                            "a record has at most " + DoorLimits.RECORD_BYTES_MAX + " bytes",
                            0)
                    .refused();
        }
    }

    private Future<byte[]> onOrders(Callable<byte[]> work) {
        Context context = vertx.getOrCreateContext();
        Promise<byte[]> promise = Promise.promise();
        try {
            ordersThread.execute(() -> {
                try {
                    byte[] answer = work.call();
                    context.runOnContext(ignored -> promise.complete(answer));
                } catch (Exception failed) {
                    context.runOnContext(ignored -> promise.fail(failed));
                }
            });
        } catch (RejectedExecutionException stopped) {
            promise.fail(Problem.later("stopping", "the target stops").refused());
        }
        return promise.future();
    }

    private Page page(PageRequest request) {
        if (request.id() != null) {
            runs.find(request.id()).ifPresent(ActiveRun::touch);
        }
        // Read first: a page of before a change must not be taken for one of after it.
        long placement = orders.placementVersion();
        KeptPage page = store.moves().walk(request.bucketId(), request.prefix(), request.after(), request.limit());
        List<Page.Entry> entries = page.entries().stream().map(NodeDoor::entry).toList();
        return new Page(entries, page.more(), placement);
    }

    private static Page.Entry entry(Kept kept) {
        ObjectInfo object = kept.info();
        return new Page.Entry(
                object.name().value(),
                object.size(),
                object.checksum(),
                object.createdMillis(),
                object.version().toString(),
                kept.deleted());
    }

    private ErrorsAnswer errors(ErrorsRequest request) {
        return runs.errors(request.id()).orElse(new ErrorsAnswer(List.of(), 0));
    }
}
