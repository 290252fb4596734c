package infocenter.target.job;

/** An argument of a start is missing, of the wrong type or out of its range. */
public final class BadArgument extends Exception {
    private final String field;

    public BadArgument(String field, String rule) {
        super(field + " " + rule, null, false, false);
        this.field = field;
    }

    /** Its key. */
    public String field() {
        return field;
    }
}
