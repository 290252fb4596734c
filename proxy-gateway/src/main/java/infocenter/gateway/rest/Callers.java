package infocenter.gateway.rest;

import infocenter.core.cluster.NodeId;
import infocenter.core.xaction.Caller;
import infocenter.gateway.forward.ForwardToMember;

/** Who asks, as a row remembers it. */
final class Callers {
    private static final int HOP_CHARS_MAX = 64;

    private Callers() {}

    /** This gateway, the one that passed the request on if there was one, and the address that the request came from. */
    static String from(Call call, NodeId gateway) {
        String hop = call.header(ForwardToMember.HOP_HEADER);
        String via = hop == null ? "" : " via " + hop.substring(0, Math.min(hop.length(), HOP_CHARS_MAX));
        return gateway + via + " " + call.remote();
    }

    /** Nobody is known by name yet; {@code field} is where the reason came from. */
    static Caller of(String from, String field, String why) {
        if (why.length() > Caller.WHY_CHARS_MAX) {
            throw Refusal.badField(field, field + ": at most " + Caller.WHY_CHARS_MAX + " characters");
        }
        return new Caller("", from, why);
    }
}
