package infocenter.gateway.rest;

import infocenter.core.bucket.Utf8Order;
import infocenter.core.xaction.BlobAddress;
import infocenter.gateway.node.TargetCalls;
import infocenter.node.ErrorsAnswer;
import infocenter.node.ErrorsRequest;
import infocenter.node.OrderAnswer;
import infocenter.node.OrderRequest;
import infocenter.node.Page;
import infocenter.node.PageRequest;
import infocenter.node.SyncAnswer;
import infocenter.node.SyncRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Targets that accept every order, by node door; those that are silent never answer. */
final class ObedientTargets implements TargetCalls {
    final Set<String> silent = ConcurrentHashMap.newKeySet();
    final Map<String, ConcurrentSkipListMap<String, Page.Entry>> objects = new ConcurrentHashMap<>();
    final Map<String, List<ErrorsAnswer.ObjectError>> errors = new ConcurrentHashMap<>();

    void keep(String nodeUrl, String... names) {
        for (String name : names) {
            objects.computeIfAbsent(nodeUrl, url -> new ConcurrentSkipListMap<>(Utf8Order.INSTANCE))
                    .put(name, new Page.Entry(name, 7, "00ff", 1_795_000_000_000L, "1.1"));
        }
    }

    @Override
    public CompletableFuture<SyncAnswer> sync(String nodeUrl, SyncRequest request, Duration within) {
        return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<OrderAnswer> order(String nodeUrl, OrderRequest request, Duration within) {
        if (silent.contains(nodeUrl)) {
            return CompletableFuture.failedFuture(new IllegalStateException("silent"));
        }
        return CompletableFuture.completedFuture(new OrderAnswer(
                1,
                request.epoch(),
                request.term(),
                request.orders().stream()
                        .map(order ->
                                new OrderAnswer.Result(order.id(), order.attempt(), OrderAnswer.Status.ACCEPTED, ""))
                        .toList()));
    }

    @Override
    public CompletableFuture<Void> keep(String nodeUrl, BlobAddress address, byte[] arguments, Duration within) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Page> page(String nodeUrl, PageRequest request, Duration within) {
        if (silent.contains(nodeUrl)) {
            return CompletableFuture.failedFuture(new IllegalStateException("silent"));
        }
        List<Page.Entry> matching = objects
                .getOrDefault(nodeUrl, new ConcurrentSkipListMap<>(Utf8Order.INSTANCE))
                .tailMap(request.after(), false)
                .values()
                .stream()
                .filter(entry -> entry.name().startsWith(request.prefix()))
                .toList();
        boolean more = matching.size() > request.limit();
        return CompletableFuture.completedFuture(
                new Page(more ? matching.subList(0, request.limit()) : matching, more));
    }

    @Override
    public CompletableFuture<ErrorsAnswer> errors(String nodeUrl, ErrorsRequest request, Duration within) {
        if (silent.contains(nodeUrl)) {
            return CompletableFuture.failedFuture(new IllegalStateException("silent"));
        }
        return CompletableFuture.completedFuture(new ErrorsAnswer(errors.getOrDefault(nodeUrl, List.of()), 0));
    }
}
