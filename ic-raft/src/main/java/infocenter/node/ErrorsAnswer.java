package infocenter.node;

import java.util.List;

/**
 * Errors of one run on one target, at most 1,000, oldest first.
 *
 * @param errors what is kept
 * @param dropped how many more there were
 */
public record ErrorsAnswer(List<ObjectError> errors, long dropped) {
    /** One object's error. */
    public record ObjectError(String object, String error) {}
}
