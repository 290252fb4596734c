package infocenter.node;

import java.util.List;

/**
 * What one run on one target has to say beside its counters: errors of single objects, at most 1,000, oldest first, and what it counted
 * by name.
 *
 * @param errors what is kept
 * @param dropped how many more there were
 * @param tallies by name, at most 10,000; kinds that count nothing by name have none
 */
public record ErrorsAnswer(List<ObjectError> errors, long dropped, List<Tally> tallies) {
    /** Of a run that counts nothing by name. */
    public ErrorsAnswer(List<ObjectError> errors, long dropped) {
        this(errors, dropped, List.of());
    }

    /** What a run counted under one name, for example of one bucket. */
    public record Tally(String name, long objects, long bytes) {}

    /** One object's error. */
    public record ObjectError(String object, String error) {}
}
