package infocenter.target.store;

/** All that is stored with a content, at the same moment as the content. */
public record ObjectMetadata(ObjectInfo info, CustomMetadata custom) {}
