package infocenter.gateway.node;

import infocenter.core.xaction.BlobAddress;
import infocenter.node.ErrorsAnswer;
import infocenter.node.ErrorsRequest;
import infocenter.node.OrderAnswer;
import infocenter.node.OrderRequest;
import infocenter.node.Page;
import infocenter.node.PageRequest;
import infocenter.node.SyncAnswer;
import infocenter.node.SyncRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * What a gateway asks of a target. A call that gets no answer in time fails with any exception; the caller decides what that means.
 * Futures complete on an event loop: do little there, and never block. Any thread may call.
 */
public interface TargetCalls {
    /** The leader's exchange. */
    CompletableFuture<SyncAnswer> sync(String nodeUrl, SyncRequest request, Duration within);

    /** The fast path of orders. */
    CompletableFuture<OrderAnswer> order(String nodeUrl, OrderRequest request, Duration within);

    /** Brings large arguments there; complete when they are on its disk. */
    CompletableFuture<Void> keep(String nodeUrl, BlobAddress address, byte[] arguments, Duration within);

    /** Names of one bucket there. */
    CompletableFuture<Page> page(String nodeUrl, PageRequest request, Duration within);

    /** Errors of one run there. */
    CompletableFuture<ErrorsAnswer> errors(String nodeUrl, ErrorsRequest request, Duration within);
}
