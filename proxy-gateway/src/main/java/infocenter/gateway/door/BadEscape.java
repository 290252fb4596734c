package infocenter.gateway.door;

/** A path that no one can decode: each door answers it as its clients expect. Without a stack trace: it is an answer, not a fault. */
public final class BadEscape extends RuntimeException {
    private final String field;

    BadEscape(String field, String message) {
        super(message, null, false, false);
        this.field = field;
    }

    /** What was to be decoded. */
    public String field() {
        return field;
    }
}
