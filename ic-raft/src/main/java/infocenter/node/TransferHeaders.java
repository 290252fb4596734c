package infocenter.node;

/**
 * Headers of object requests between targets ({@code PUT /node/v1/objects/<bucketId>/<percent-encoded name>}, also DELETE and GET)
 * and of redirected client requests. The receiver refuses senders that are down, another incarnation or another map version.
 */
public final class TransferHeaders {
    public static final String SENDER = "X-IC-Sender";
    public static final String INCARNATION = "X-IC-Incarnation";
    public static final String MAP_VERSION = "X-IC-Map-Version";
    public static final String XACTION = "X-IC-Xaction";
    public static final String CHECKSUM = "X-IC-Checksum";
    public static final String OBJECT_VERSION = "X-IC-Object-Version";
    /** Wall time in milliseconds at which the content was first written; comes with {@link #OBJECT_VERSION}. */
    public static final String CREATED = "X-IC-Created";

    /** Prefix of custom metadata headers; names are lower-cased. Between targets the rest of the name and the value are percent-encoded. */
    public static final String META_PREFIX = "x-ic-meta-";

    private TransferHeaders() {}
}
