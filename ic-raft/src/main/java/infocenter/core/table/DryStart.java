package infocenter.core.table;

import infocenter.core.command.Command.RegisterXaction;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.command.Stamp;
import infocenter.core.xaction.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What a start would come to, before its large arguments are sent anywhere. Only apply decides: between the try and the entry
 * anything may change. But what arguments say is judged here alone, since the entry has only their address.
 */
public final class DryStart {
    private DryStart() {}

    /**
     * The outcome at that moment; nothing is changed.
     *
     * @param start with the address of its arguments instead of the arguments
     * @param arguments the JSON text behind the address
     */
    public static Outcome of(Information now, RegisterXaction start, String arguments) {
        if (now.identity() == null) {
            return Draft.notInitialized();
        }
        Outcome.Refused wrong = refuse(start.kind(), arguments);
        if (wrong != null) {
            return wrong;
        }
        Stamp stamp = new Stamp(0, now.clocks().elapsedMillis(), now.clocks().shownMillis());
        return new RegistrationRules(new Draft(now, stamp, Rules.STANDARD)).register(start);
    }

    /** The first thing that is wrong with arguments of any size for that kind, for gateways without a table; null when all fit. */
    public static Outcome.@Nullable Refused refuse(String kindName, String arguments) {
        Kind kind = Rules.STANDARD.kind(kindName);
        return kind == null
                ? Draft.refused(Reason.UNKNOWN_KIND, Texts.cut(kindName, 64), "there is no such kind")
                : Arguments.refuse(kind, arguments);
    }
}
