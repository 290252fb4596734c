package infocenter.gateway.ais;

/** Leaves a handler with the error that answers its call. Without a stack trace: it is an answer, not a fault. */
public final class AisRefusal extends RuntimeException {
    private final transient AisError error;

    public AisRefusal(AisError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    /** The answer. */
    public AisError error() {
        return error;
    }

    /** A bad request. */
    public static AisRefusal bad(String message) {
        return new AisRefusal(AisError.bad(message));
    }
}
