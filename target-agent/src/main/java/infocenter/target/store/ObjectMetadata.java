package infocenter.target.store;

/** All that is stored with a content, at the same moment as the content. */
public record ObjectMetadata(ObjectInfo info, CustomMetadata custom) {

    /** True for the same content and custom metadata, whatever the names and versions. */
    public boolean sameContent(ObjectMetadata other) {
        return sameContent(other.info.size(), other.info.xxh64(), other.custom);
    }

    /** The same by the numbers. */
    public boolean sameContent(long size, long xxh64, CustomMetadata otherCustom) {
        return info.size() == size && info.xxh64() == xxh64 && custom.equals(otherCustom);
    }
}
