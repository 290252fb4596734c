package infocenter.sim;

import infocenter.core.command.Batch;
import infocenter.core.command.Stamp;
import infocenter.core.table.Change;
import infocenter.core.table.Information;
import infocenter.core.table.InformationTable;

/** The pieces of the real code, and of the model around them, that a {@link PlantedDefect} puts something else in the place of. */
class Pieces {
    static final Pieces REAL = new Pieces();

    /** What an entry makes of the table. */
    Change apply(Information before, Stamp stamp, Batch batch) {
        return InformationTable.apply(before, stamp, batch);
    }

    /** What goes into a snapshot of that value. */
    Information kept(Information information) {
        return information;
    }

    /** An entry is acknowledged when it is on disk. */
    boolean syncs() {
        return true;
    }

    /** A read waits for a majority to confirm the leader. */
    boolean confirmsReads() {
        return true;
    }

    /** Targets hear of a start when it is committed. */
    boolean commitsBeforeBroadcast() {
        return true;
    }

    /** An abort is answered when it is committed. */
    boolean logsAborts() {
        return true;
    }

    /** A run has effects in its target's lease alone. */
    boolean keepsLease() {
        return true;
    }
}
