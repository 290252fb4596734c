package infocenter.core.table;

import infocenter.core.command.Batch;
import infocenter.core.command.Stamp;

/** The one function: a value, an entry, the next value. */
public final class InformationTable {
    private InformationTable() {}

    /**
     * Applies one committed entry. Called by one thread, in log order, on every member; must give the same everywhere, so it reads no
     * clock, no randomness and nothing outside its arguments.
     */
    public static Change apply(Information before, Stamp stamp, Batch batch) {
        throw new IllegalStateException("the rules are written next: " + stamp + before.sequence() + batch.session());
    }
}
