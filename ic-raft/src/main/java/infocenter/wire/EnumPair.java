package infocenter.wire;

import java.util.EnumMap;

/**
 * The constants of a core enum and of its protobuf enum, matched by name behind the prefix that protobuf's rules ask for.
 *
 * @param <C> core
 * @param <P> protobuf
 */
final class EnumPair<C extends Enum<C>, P extends Enum<P>> {
    private final String field;
    private final EnumMap<C, P> toProto;
    private final EnumMap<P, C> fromProto;

    /** A constant that has no partner is refused when it is first met. */
    EnumPair(String field, Class<C> core, Class<P> proto, String prefix) {
        this.field = field;
        this.toProto = new EnumMap<>(core);
        this.fromProto = new EnumMap<>(proto);
        for (C left : core.getEnumConstants()) {
            for (P right : proto.getEnumConstants()) {
                if (right.name().equals(prefix + left.name())) {
                    toProto.put(left, right);
                    fromProto.put(right, left);
                }
            }
        }
    }

    P toProto(C constant) {
        P partner = toProto.get(constant);
        if (partner == null) {
            throw new WireException(field + ": " + constant + " has no number in the .proto file");
        }
        return partner;
    }

    C fromProto(P constant) {
        C partner = fromProto.get(constant);
        if (partner == null) {
            throw new WireException(field + " is missing or unknown here: " + constant);
        }
        return partner;
    }
}
