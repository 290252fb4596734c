package infocenter.sim;

import infocenter.client.Moment;
import infocenter.core.command.Batch;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.table.Change;
import infocenter.core.table.Information;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The log and the table as they are, seen from outside: what was committed once stays, every member makes the same of it, one peer
 * leads a term, each command is applied once.
 */
final class Truth {
    /** Members are compared whole at every so many entries, and wherever one writes or reads a snapshot; by outcomes at all. */
    private static final int WHOLE_EVERY = 100;

    private final Journal journal;
    private final Deeds deeds;
    private final List<Known> log = new ArrayList<>();
    private final Map<Long, String> leaders = new TreeMap<>();
    private final Map<Long, Long> sums = new TreeMap<>();
    private final Map<Long, Map<Long, Outcome>> outcomes = new TreeMap<>();
    private Information information = Information.EMPTY;

    private record Known(long term, byte @Nullable [] data, List<Outcome> outcomes) {}

    Truth(Journal journal, Deeds deeds) {
        this.journal = journal;
        this.deeds = deeds;
    }

    /** The newest value that any member has. */
    Information information() {
        return information;
    }

    long index() {
        return log.size();
    }

    int terms() {
        return leaders.size();
    }

    void leads(String peer, long term) {
        journal.note(peer + " leads term " + term);
        String other = leaders.putIfAbsent(term, peer);
        journal.require(
                other == null || other.equals(peer),
                () -> "one leader a term: " + peer + " and " + other + " lead term " + term);
    }

    /** A member has passed an entry that changes no row. */
    void passed(String member, Entry entry) {
        if (entry.index() <= index()) {
            same(member, entry, List.of());
        } else {
            next(member, entry, List.of());
        }
    }

    /** A member has applied a batch. */
    void applied(String member, Entry entry, Batch batch, Change change) {
        if (entry.index() <= index()) {
            same(member, entry, change.outcomes());
        } else {
            next(member, entry, change.outcomes());
            Forward.hold(journal, information, change);
            once(batch, change.outcomes());
            deeds.table(information, change.information());
            information = change.information();
        }
        if (entry.index() % WHOLE_EVERY == 0) {
            whole(member, new Moment(change.information(), entry.term(), entry.index()));
        }
    }

    private void next(String member, Entry entry, List<Outcome> made) {
        journal.require(
                entry.index() == index() + 1,
                () -> member + " applies entry " + entry.index() + " after entry " + index());
        log.add(new Known(entry.term(), entry.data(), made));
    }

    private void same(String member, Entry entry, List<Outcome> made) {
        Known known = log.get((int) entry.index() - 1);
        journal.require(
                known.term() == entry.term() && Arrays.equals(known.data(), entry.data()),
                () -> "what is committed stays: " + member + " has another entry " + entry.index());
        journal.require(
                known.outcomes().equals(made),
                () -> "members are equal: at entry " + entry.index() + " " + member + " answers " + made + ", another "
                        + known.outcomes());
    }

    /** A member's value, compared with every other one's at that entry by the bytes of its snapshot; answers these. */
    byte[] whole(String member, Moment moment) {
        byte[] bytes = Replica.bytes(moment.information());
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        Long other = sums.putIfAbsent(moment.index(), sum.getValue());
        journal.require(
                other == null || other == sum.getValue(),
                () -> "members are equal: " + member + " has another table at entry " + moment.index());
        return bytes;
    }

    /** A repeated command answers what it answered, or that nobody remembers; it is never applied again. */
    private void once(Batch batch, List<Outcome> made) {
        for (int at = 0; at < made.size(); at++) {
            Outcome outcome = made.get(at);
            long number = batch.commands().get(at).number();
            if (batch.session() == 0 || forgotten(outcome)) {
                continue;
            }
            Outcome before = outcomes.computeIfAbsent(batch.session(), none -> new TreeMap<>())
                    .putIfAbsent(number, outcome);
            journal.require(
                    before == null || before.equals(outcome),
                    () -> "applied once: command " + number + " of session " + batch.session() + " came to " + before
                            + ", and again to " + outcome);
        }
    }

    private static boolean forgotten(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused
                && (refused.reason() == Reason.SESSION_UNKNOWN
                        || refused.reason() == Reason.NUMBER_FORGOTTEN
                        || refused.reason() == Reason.NUMBER_BEYOND_WINDOW);
    }
}
