package infocenter.target.fetch;

/**
 * What a fetch came to.
 *
 * @param changed false when the content is the one that is known: then the sink has nothing
 * @param etag entity tag of the content, empty for none
 * @param modified date of its last change, empty for none
 */
public record Got(boolean changed, String etag, String modified) {}
