package infocenter.client;

import infocenter.node.ReadIndexAnswer;
import infocenter.node.ReadIndexRequest;
import infocenter.node.SubmitAnswer;
import infocenter.node.SubmitRequest;
import infocenter.node.TermAnswer;
import infocenter.node.TermRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * How one gateway asks another over the node contract. Implemented over HTTP by the gateway; by direct calls in tests of one JVM. A
 * call that gets no answer in time fails with any exception; the caller decides what that means.
 */
public interface PeerCalls {
    /** Hands a batch to the member at that node door. */
    CompletableFuture<SubmitAnswer> submit(String nodeUrl, SubmitRequest request, Duration within);

    /** Asks a member for its term. */
    CompletableFuture<TermAnswer> term(String nodeUrl, TermRequest request, Duration within);

    /** Asks the leader for a confirmed read index. */
    CompletableFuture<ReadIndexAnswer> readIndex(String nodeUrl, ReadIndexRequest request, Duration within);
}
