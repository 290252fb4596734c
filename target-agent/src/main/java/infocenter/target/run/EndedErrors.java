package infocenter.target.run;

import infocenter.core.xaction.XactionId;
import infocenter.node.ErrorsAnswer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Errors of single objects of runs that ended, and what they counted by name, for people who ask afterwards; the oldest runs go first
 * when there are too many, all go with the process. Any thread.
 */
final class EndedErrors {
    /** Errors and names of all runs together. */
    private static final int KEPT_MAX = 20_000;

    private final Map<XactionId, ErrorsAnswer> byRun = new LinkedHashMap<>();
    private int kept;

    synchronized void keep(XactionId id, ErrorsAnswer errors) {
        remove(id);
        if (size(errors) == 0) {
            return;
        }
        byRun.put(id, errors);
        kept += size(errors);
        Iterator<ErrorsAnswer> oldest = byRun.values().iterator();
        while (kept > KEPT_MAX && oldest.hasNext()) {
            kept -= size(oldest.next());
            oldest.remove();
        }
    }

    synchronized Optional<ErrorsAnswer> find(XactionId id) {
        return Optional.ofNullable(byRun.get(id));
    }

    private void remove(XactionId id) {
        ErrorsAnswer was = byRun.remove(id);
        if (was != null) {
            kept -= size(was);
        }
    }

    private static int size(ErrorsAnswer errors) {
        return errors.errors().size() + errors.tallies().size();
    }
}
