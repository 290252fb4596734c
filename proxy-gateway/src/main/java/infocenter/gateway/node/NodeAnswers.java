package infocenter.gateway.node;

import infocenter.node.ChallengeAnswer;
import infocenter.node.ChallengeRequest;
import infocenter.node.ClusterMap;
import infocenter.node.JoinAnswer;
import infocenter.node.JoinRequest;
import infocenter.node.MapRequest;
import infocenter.node.ReachAnswer;
import infocenter.node.ReachRequest;
import infocenter.node.ReadIndexAnswer;
import infocenter.node.ReadIndexRequest;
import infocenter.node.ReportAnswer;
import infocenter.node.ReportRequest;
import infocenter.node.SubmitAnswer;
import infocenter.node.SubmitRequest;
import infocenter.node.TermAnswer;
import infocenter.node.TermRequest;
import infocenter.node.WhoAnswer;
import infocenter.node.WhoRequest;
import java.util.concurrent.CompletableFuture;

/**
 * What this gateway answers other nodes. Called on an event loop, and returns at once; a failed future
 * becomes a 503 with its message.
 */
public interface NodeAnswers {
    /** A node will want in, and both sides show first that they have the secret. */
    CompletableFuture<ChallengeAnswer> challenge(ChallengeRequest request);

    /** A node wants in. */
    CompletableFuture<JoinAnswer> join(JoinRequest request);

    /** A batch for the log. */
    CompletableFuture<SubmitAnswer> submit(SubmitRequest request);

    /** The term that the asked peer knows. On the path of every read: no more than a look. */
    TermAnswer term(TermRequest request);

    /** Who this gateway is. */
    WhoAnswer who(WhoRequest request);

    /** A confirmed read index, if this member leads. */
    CompletableFuture<ReadIndexAnswer> readIndex(ReadIndexRequest request);

    /** The map, read after the request came. */
    CompletableFuture<ClusterMap> map(MapRequest request);

    /** A target pushes ends of runs. */
    CompletableFuture<ReportAnswer> report(ReportRequest request);

    /** Another gateway does not reach a target. */
    CompletableFuture<ReachAnswer> reach(ReachRequest request);

    /** Node door of the leader as known here, empty while none is. */
    String leaderUrl();
}
