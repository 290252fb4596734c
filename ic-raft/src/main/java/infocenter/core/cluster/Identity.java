package infocenter.core.cluster;

/**
 * Which cluster this is.
 *
 * @param clusterId minted once by {@code xic cluster init}
 * @param epoch raised by recovery and restore; part of every order
 */
public record Identity(String clusterId, long epoch) {}
