package infocenter.gateway.rest;

import infocenter.gateway.watch.EventFeed;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An event's id on the wire: {@code epoch-sequence}, so that an id from before a restore is never taken for one after it.
 *
 * @param epoch of the cluster
 * @param sequence of the event
 */
record EventId(long epoch, long sequence) {
    private static final Pattern SHAPE = Pattern.compile("(?:(\\d{1,18})-)?(\\d{1,18})");

    /** Where a watcher goes on that has this id; a bare sequence is of the present epoch. Anything else is refused. */
    static long place(String field, String text, long presentEpoch) {
        Matcher matcher = SHAPE.matcher(text);
        if (text.length() > 40 || !matcher.matches()) {
            throw new Refusal(Problem.of(400, "bad-cursor", field + ": not the id of an event; begin without one")
                    .with("field", field));
        }
        String epoch = matcher.group(1);
        return epoch == null || Long.parseLong(epoch) == presentEpoch
                ? Long.parseLong(matcher.group(2))
                : EventFeed.NOTHING;
    }

    @Override
    public String toString() {
        return epoch + "-" + sequence;
    }
}
