package infocenter.gateway.ais.job;

/**
 * How AIStore calls a kind.
 *
 * @param name on the wire
 * @param shown for people; clients send either
 * @param ours name of the kind that does it here; empty when nothing does
 * @param start how its clients start one
 */
record AisKind(String name, String shown, String ours, Start start) {
    /** How a kind is started. */
    enum Start {
        /** By the general call. */
        PLAIN,
        /** By a call of its own: of a bucket, of objects, of downloads. */
        OWN_CALL,
        /** By nobody: it works for others, or not at all here. */
        NEVER
    }
}
