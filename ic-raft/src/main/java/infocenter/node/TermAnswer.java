package infocenter.node;

/**
 * The term that a member has persisted, raised before it grants a vote or acknowledges an append of that term.
 *
 * @param peerId who answers; empty when the asked peer is not here
 * @param term its current term, 0 when the asked peer is not here
 */
public record TermAnswer(String peerId, long term) {}
