package infocenter.sim;

/**
 * Who wants to lead.
 *
 * @param handedOver asked by the leader itself
 */
record Vote(long term, String candidate, long lastIndex, long lastTerm, boolean handedOver) {
    /**
     * The answer.
     *
     * @param removed the candidate is out of the group, says its leader
     */
    record Answer(long term, boolean granted, boolean removed) {}
}
