package infocenter.bench.failover;

import java.net.URI;

/**
 * A gateway of the cluster under test.
 *
 * @param name as {@code scripts/cluster} calls it
 * @param url its public door
 */
public record Gateway(String name, URI url) {}
