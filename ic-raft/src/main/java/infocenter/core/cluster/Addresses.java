package infocenter.core.cluster;

/**
 * Where a node is reached, without a trailing slash.
 *
 * @param publicUrl its REST door, for example {@code http://127.0.0.1:8080}
 * @param nodeUrl its door for other nodes, on its own port
 */
public record Addresses(String publicUrl, String nodeUrl) {}
