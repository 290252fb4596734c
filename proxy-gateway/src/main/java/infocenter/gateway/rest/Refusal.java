package infocenter.gateway.rest;

/** Leaves a handler with the problem that answers its request. Without a stack trace: it is an answer, not a fault. */
final class Refusal extends RuntimeException {
    private final transient Problem problem;

    Refusal(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }

    /** A bad request that names what was wrong. */
    static Refusal badField(String field, String detail) {
        return new Refusal(Problem.badField(field, detail));
    }
}
