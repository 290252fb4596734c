package infocenter.node;

/** The node contract: POST with one encoded request record, 200 with one encoded answer record. Served on the node port. */
public final class NodePaths {
    /** At gateways: {@link JoinRequest} -> {@link JoinAnswer}. Any gateway; it passes on to the leader. */
    public static final String JOIN = "/node/v1/join";
    /** At gateways: {@link ChallengeRequest} -> {@link ChallengeAnswer}. Before a join with a secret, at the gateway that gets it. */
    public static final String CHALLENGE = "/node/v1/challenge";
    /** At members: {@link SubmitRequest} -> {@link SubmitAnswer}. */
    public static final String SUBMIT = "/node/v1/submit";
    /** At members: {@link TermRequest} -> {@link TermAnswer}: what term do you know. */
    public static final String TERM = "/node/v1/term";
    /** At the leader: {@link ReadIndexRequest} -> {@link ReadIndexAnswer}: a confirmed read index. */
    public static final String READ_INDEX = "/node/v1/read-index";
    /** At gateways: {@link MapRequest} -> {@link ClusterMap}: nodes, placement, buckets, at one moment. */
    public static final String MAP = "/node/v1/map";
    /** At gateways: {@link WhoRequest} -> {@link WhoAnswer}: who is there. */
    public static final String WHO = "/node/v1/who";
    /** At gateways: {@link ReportRequest} -> {@link ReportAnswer}: a target pushes ends. */
    public static final String REPORT = "/node/v1/report";
    /** At gateways: {@link ReachRequest} -> {@link ReachAnswer}: can you reach that node. */
    public static final String REACH = "/node/v1/reach";
    /** At targets: {@link SyncRequest} -> {@link SyncAnswer}. */
    public static final String SYNC = "/node/v1/sync";
    /** At targets: {@link OrderRequest} -> {@link OrderAnswer}: the fast path of a start or stop. */
    public static final String ORDER = "/node/v1/order";
    /** At targets: {@link PageRequest} -> {@link Page}: names of one bucket, sorted. */
    public static final String PAGE = "/node/v1/page";
    /** At targets: {@link ErrorsRequest} -> {@link ErrorsAnswer}: what went wrong with single objects of a run. */
    public static final String ERRORS = "/node/v1/errors";
    /** At targets, not a record but a raw body: PUT of an object by another target; see {@link TransferHeaders}. */
    public static final String OBJECTS = "/node/v1/objects/";

    /**
     * At targets, not a record but a raw body: PUT of large arguments by a gateway, 200 when they are on disk; GET by another target,
     * 404 when they are not here. What follows is their address.
     */
    public static final String ARGUMENTS = "/node/v1/arguments/";

    public static final String CONTENT_TYPE = "application/x-protobuf";

    private NodePaths() {}
}
