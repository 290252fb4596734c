package infocenter.check;

import java.util.List;

/** The file is no history. Says nothing about the system that it is of. */
final class BadHistory extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> errors;

    BadHistory(List<String> errors) {
        super(String.join("; ", errors));
        this.errors = List.copyOf(errors);
    }

    List<String> errors() {
        return errors;
    }
}
