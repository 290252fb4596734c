package infocenter.gateway.node;

/** A node answered, but not with what was asked for. Made without a stack trace: a busy gateway may see many. */
public final class NodeCallFailed extends RuntimeException {
    private final int status;

    public NodeCallFailed(String url, int status, String message) {
        super(url + " answered " + status + ": " + message, null, false, false);
        this.status = status;
    }

    /** HTTP status, 200 when the body made no sense. */
    public int status() {
        return status;
    }
}
