package infocenter.wire;

import infocenter.node.ChallengeAnswer;
import infocenter.node.ChallengeRequest;
import infocenter.node.ClusterMap;
import infocenter.node.ErrorsAnswer;
import infocenter.node.ErrorsRequest;
import infocenter.node.JoinAnswer;
import infocenter.node.JoinRequest;
import infocenter.node.MapRequest;
import infocenter.node.OrderAnswer;
import infocenter.node.OrderRequest;
import infocenter.node.Page;
import infocenter.node.PageRequest;
import infocenter.node.ReachAnswer;
import infocenter.node.ReachRequest;
import infocenter.node.ReadIndexAnswer;
import infocenter.node.ReadIndexRequest;
import infocenter.node.ReportAnswer;
import infocenter.node.ReportRequest;
import infocenter.node.SubmitAnswer;
import infocenter.node.SubmitRequest;
import infocenter.node.SyncAnswer;
import infocenter.node.SyncRequest;
import infocenter.node.TermAnswer;
import infocenter.node.TermRequest;
import infocenter.node.WhoAnswer;
import infocenter.node.WhoRequest;
import infocenter.wire.proto.NodeProto;

/** One codec for each record that travels between nodes; which path takes which is in {@code node.proto}. */
public final class NodeCodec {
    public static final Codec<JoinRequest> JOIN_REQUEST = new MessageCodec<>(
            "JoinRequest", NodeProto.JoinRequest.parser(), MapMessages::toProto, MapMessages::joinRequest);
    public static final Codec<JoinAnswer> JOIN_ANSWER = new MessageCodec<>(
            "JoinAnswer", NodeProto.JoinAnswer.parser(), MapMessages::toProto, MapMessages::joinAnswer);
    public static final Codec<ChallengeRequest> CHALLENGE_REQUEST = new MessageCodec<>(
            "ChallengeRequest",
            NodeProto.ChallengeRequest.parser(),
            SecretMessages::toProto,
            SecretMessages::challengeRequest);
    public static final Codec<ChallengeAnswer> CHALLENGE_ANSWER = new MessageCodec<>(
            "ChallengeAnswer",
            NodeProto.ChallengeAnswer.parser(),
            SecretMessages::toProto,
            SecretMessages::challengeAnswer);
    public static final Codec<MapRequest> MAP_REQUEST = new MessageCodec<>(
            "MapRequest", NodeProto.MapRequest.parser(), MapMessages::toProto, MapMessages::mapRequest);
    public static final Codec<ClusterMap> CLUSTER_MAP = new MessageCodec<>(
            "ClusterMap", NodeProto.ClusterMap.parser(), MapMessages::toProto, MapMessages::clusterMap);
    public static final Codec<WhoRequest> WHO_REQUEST = new MessageCodec<>(
            "WhoRequest", NodeProto.WhoRequest.parser(), MapMessages::toProto, MapMessages::whoRequest);
    public static final Codec<WhoAnswer> WHO_ANSWER =
            new MessageCodec<>("WhoAnswer", NodeProto.WhoAnswer.parser(), MapMessages::toProto, MapMessages::whoAnswer);

    public static final Codec<SubmitRequest> SUBMIT_REQUEST = new MessageCodec<>(
            "SubmitRequest", NodeProto.SubmitRequest.parser(), GroupMessages::toProto, GroupMessages::submitRequest);
    public static final Codec<SubmitAnswer> SUBMIT_ANSWER = new MessageCodec<>(
            "SubmitAnswer", NodeProto.SubmitAnswer.parser(), GroupMessages::toProto, GroupMessages::submitAnswer);
    public static final Codec<TermRequest> TERM_REQUEST = new MessageCodec<>(
            "TermRequest", NodeProto.TermRequest.parser(), GroupMessages::toProto, GroupMessages::termRequest);
    public static final Codec<TermAnswer> TERM_ANSWER = new MessageCodec<>(
            "TermAnswer", NodeProto.TermAnswer.parser(), GroupMessages::toProto, GroupMessages::termAnswer);
    public static final Codec<ReadIndexRequest> READ_INDEX_REQUEST = new MessageCodec<>(
            "ReadIndexRequest",
            NodeProto.ReadIndexRequest.parser(),
            GroupMessages::toProto,
            GroupMessages::readIndexRequest);
    public static final Codec<ReadIndexAnswer> READ_INDEX_ANSWER = new MessageCodec<>(
            "ReadIndexAnswer",
            NodeProto.ReadIndexAnswer.parser(),
            GroupMessages::toProto,
            GroupMessages::readIndexAnswer);

    public static final Codec<OrderRequest> ORDER_REQUEST = new MessageCodec<>(
            "OrderRequest", NodeProto.OrderRequest.parser(), OrderMessages::toProto, OrderMessages::orderRequest);
    public static final Codec<OrderAnswer> ORDER_ANSWER = new MessageCodec<>(
            "OrderAnswer", NodeProto.OrderAnswer.parser(), OrderMessages::toProto, OrderMessages::orderAnswer);
    public static final Codec<SyncRequest> SYNC_REQUEST = new MessageCodec<>(
            "SyncRequest", NodeProto.SyncRequest.parser(), OrderMessages::toProto, OrderMessages::syncRequest);
    public static final Codec<SyncAnswer> SYNC_ANSWER = new MessageCodec<>(
            "SyncAnswer", NodeProto.SyncAnswer.parser(), ReportMessages::toProto, ReportMessages::syncAnswer);
    public static final Codec<ReportRequest> REPORT_REQUEST = new MessageCodec<>(
            "ReportRequest", NodeProto.ReportRequest.parser(), ReportMessages::toProto, ReportMessages::reportRequest);
    public static final Codec<ReportAnswer> REPORT_ANSWER = new MessageCodec<>(
            "ReportAnswer", NodeProto.ReportAnswer.parser(), ReportMessages::toProto, ReportMessages::reportAnswer);
    public static final Codec<ReachRequest> REACH_REQUEST = new MessageCodec<>(
            "ReachRequest", NodeProto.ReachRequest.parser(), ReportMessages::toProto, ReportMessages::reachRequest);
    public static final Codec<ReachAnswer> REACH_ANSWER = new MessageCodec<>(
            "ReachAnswer", NodeProto.ReachAnswer.parser(), ReportMessages::toProto, ReportMessages::reachAnswer);

    public static final Codec<PageRequest> PAGE_REQUEST = new MessageCodec<>(
            "PageRequest", NodeProto.PageRequest.parser(), PageMessages::toProto, PageMessages::pageRequest);
    public static final Codec<Page> PAGE =
            new MessageCodec<>("Page", NodeProto.Page.parser(), PageMessages::toProto, PageMessages::page);
    public static final Codec<ErrorsRequest> ERRORS_REQUEST = new MessageCodec<>(
            "ErrorsRequest", NodeProto.ErrorsRequest.parser(), PageMessages::toProto, PageMessages::errorsRequest);
    public static final Codec<ErrorsAnswer> ERRORS_ANSWER = new MessageCodec<>(
            "ErrorsAnswer", NodeProto.ErrorsAnswer.parser(), PageMessages::toProto, PageMessages::errorsAnswer);

    private NodeCodec() {}
}
