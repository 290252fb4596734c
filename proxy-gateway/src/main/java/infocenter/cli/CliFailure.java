package infocenter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Ends the command with a message and an exit code. */
final class CliFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final transient @Nullable JsonNode problem;

    CliFailure(int exitCode, String message) {
        this(exitCode, message, null);
    }

    /** With the answer's problem document, shown as it is by {@code -o json}. */
    CliFailure(int exitCode, String message, @Nullable JsonNode problem) {
        super(message);
        this.exitCode = exitCode;
        this.problem = problem;
    }

    int exitCode() {
        return exitCode;
    }

    @Nullable
    JsonNode problem() {
        return problem;
    }
}
