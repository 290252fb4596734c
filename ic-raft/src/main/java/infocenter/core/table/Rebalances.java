package infocenter.core.table;

import infocenter.core.command.Json;
import infocenter.core.xaction.SystemKinds;
import infocenter.core.xaction.Xaction;

/** What the rows of kind rebalance say. */
public final class Rebalances {
    private Rebalances() {}

    /** The placement version that it is of; 0 for a row of another kind. */
    public static long version(Xaction row) {
        return row.kind().equals(SystemKinds.REBALANCE.name()) ? version(row.arguments()) : 0;
    }

    /** The placement version in the arguments of one, 0 when they do not say. */
    static long version(String arguments) {
        try {
            return Json.parse(arguments) instanceof Json.Fields fields
                            && fields.values().get(SystemKinds.VERSION) instanceof Json.Whole whole
                    ? whole.value()
                    : 0;
        } catch (IllegalArgumentException malformed) {
            return 0;
        }
    }
}
