package infocenter.node;

/** A gateway did not show that it has the cluster's secret, so it is told nothing. Made without a stack trace: it is asked again. */
public final class NotProven extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotProven(String message) {
        super(message, null, false, false);
    }
}
