package infocenter.gateway;

import infocenter.core.xaction.BlobAddress;
import infocenter.gateway.node.TargetCalls;
import infocenter.node.ErrorsAnswer;
import infocenter.node.ErrorsRequest;
import infocenter.node.Order;
import infocenter.node.OrderAnswer;
import infocenter.node.OrderAnswer.Status;
import infocenter.node.OrderRequest;
import infocenter.node.Page;
import infocenter.node.PageRequest;
import infocenter.node.SyncAnswer;
import infocenter.node.SyncRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/** Targets that answer as the test says; one without a script never answers. */
public final class ScriptedTargets implements TargetCalls {
    public final List<String> kept = new CopyOnWriteArrayList<>();
    public final List<Asked> orders = new CopyOnWriteArrayList<>();
    public final Map<String, BiFunction<OrderRequest, Order, Status>> byUrl = new ConcurrentHashMap<>();
    public final Map<String, List<Page>> pages = new ConcurrentHashMap<>();

    /** Answers one after the other, before those of {@link #pages}. */
    public final Map<String, ArrayDeque<Page>> turns = new ConcurrentHashMap<>();
    /** Held back until the test completes it. */
    public volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

    /** One request of orders. */
    public record Asked(String url, OrderRequest request) {}

    public ScriptedTargets obeying(String... urls) {
        for (String url : urls) {
            byUrl.put(url, (request, order) -> Status.ACCEPTED);
        }
        return this;
    }

    @Override
    public CompletableFuture<OrderAnswer> order(String nodeUrl, OrderRequest request, Duration within) {
        orders.add(new Asked(nodeUrl, request));
        var script = byUrl.get(nodeUrl);
        if (script == null) {
            return new CompletableFuture<OrderAnswer>().orTimeout(within.toMillis(), TimeUnit.MILLISECONDS);
        }
        return gate.thenApply(open -> new OrderAnswer(
                1,
                request.epoch(),
                request.term(),
                request.orders().stream()
                        .map(order -> new OrderAnswer.Result(
                                order.id(), order.attempt(), script.apply(request, order), "said by " + nodeUrl))
                        .toList()));
    }

    @Override
    public CompletableFuture<Void> keep(String nodeUrl, BlobAddress address, byte[] arguments, Duration within) {
        if (!byUrl.containsKey(nodeUrl)) {
            return CompletableFuture.failedFuture(new IllegalStateException("silent"));
        }
        kept.add(nodeUrl + " " + address);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Page> page(String nodeUrl, PageRequest request, Duration within) {
        ArrayDeque<Page> next = turns.get(nodeUrl);
        if (next != null && !next.isEmpty()) {
            return CompletableFuture.completedFuture(next.remove());
        }
        List<Page.Entry> all = pages.getOrDefault(nodeUrl, List.of()).stream()
                .flatMap(page -> page.entries().stream())
                .filter(entry -> entry.name().startsWith(request.prefix()))
                .filter(entry -> entry.name().compareTo(request.after()) > 0)
                .toList();
        return pages.containsKey(nodeUrl)
                ? CompletableFuture.completedFuture(
                        new Page(all.subList(0, Math.min(request.limit(), all.size())), all.size() > request.limit()))
                : CompletableFuture.failedFuture(new IllegalStateException("down"));
    }

    @Override
    public CompletableFuture<SyncAnswer> sync(String nodeUrl, SyncRequest request, Duration within) {
        return CompletableFuture.failedFuture(new AssertionError("not asked for"));
    }

    @Override
    public CompletableFuture<ErrorsAnswer> errors(String nodeUrl, ErrorsRequest request, Duration within) {
        return CompletableFuture.failedFuture(new AssertionError("not asked for"));
    }
}
