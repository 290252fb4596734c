package infocenter.target.run;

import infocenter.node.ErrorsAnswer;
import infocenter.node.ErrorsAnswer.ObjectError;
import java.util.ArrayList;
import java.util.List;

/** What went wrong with single objects of one run: the oldest ones and the number of the rest. Any thread. */
public final class ObjectErrors {
    /** Kept of one run; more are counted only. */
    public static final int KEPT_MAX = 1_000;

    /** Characters of one message; longer ones are cut. */
    public static final int CHARS_MAX = 1_024;

    private final List<ObjectError> kept = new ArrayList<>();
    private long dropped;

    synchronized void add(String object, String error) {
        if (kept.size() < KEPT_MAX) {
            kept.add(new ObjectError(object, cut(error)));
        } else {
            dropped++;
        }
    }

    /** As it stands now. */
    public synchronized ErrorsAnswer answer() {
        return new ErrorsAnswer(List.copyOf(kept), dropped);
    }

    /** One sentence for the run's error; empty when nothing went wrong. */
    synchronized String summary() {
        if (kept.isEmpty()) {
            return "";
        }
        ObjectError first = kept.get(0);
        long count = kept.size() + dropped;
        return cut(count + (count == 1 ? " object" : " objects") + " failed; first " + first.object() + ": "
                + first.error());
    }

    static String cut(String text) {
        return text.length() <= CHARS_MAX ? text : text.substring(0, CHARS_MAX);
    }
}
