package infocenter.target.job;

import infocenter.core.xaction.ContentChecksum;
import infocenter.core.xaction.Link;
import infocenter.core.xaction.WebUrl;
import infocenter.target.fetch.Got;
import infocenter.target.fetch.Wanted;
import infocenter.target.store.CustomMetadata;
import infocenter.target.store.ObjectMetadata;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where an object was downloaded from, as its custom metadata remember it. A query may hold a signature, so only a digest of the whole
 * URL is kept beside the rest.
 *
 * @param shown URL without its query
 * @param digest of the whole URL
 */
record Source(String shown, String digest) {
    private static final String URL = "source";
    private static final String DIGEST = "source-digest";
    private static final String ETAG = "source-etag";
    private static final String MODIFIED = "source-modified";
    private static final String CHECKSUM = "source-checksum";
    private static final int DIGEST_BYTES = 16;
    private static final int TEXT_MAX = 256;

    static Source of(WebUrl url) {
        byte[] sum = ArrivingObject.digest("SHA-256").digest(url.text().getBytes(StandardCharsets.UTF_8));
        return new Source(url.shown(), HexFormat.of().formatHex(sum, 0, DIGEST_BYTES));
    }

    /** True when that object is what the link asks for, as its checksum proves: then nobody need be asked. */
    boolean madeWhole(ObjectMetadata present, Link link) {
        ContentChecksum wanted = link.checksum();
        if (wanted == null || (link.size() >= 0 && link.size() != present.info().size())) {
            return false;
        }
        Map<String, String> kept = present.custom().entries();
        return digest.equals(kept.get(DIGEST)) && wanted.shown().equals(kept.get(CHECKSUM));
    }

    /** What the server said of that object when it came from here; null when it did not, or when nothing was said. */
    Wanted.@Nullable Known known(ObjectMetadata present) {
        Map<String, String> kept = present.custom().entries();
        String etag = kept.getOrDefault(ETAG, "");
        String modified = kept.getOrDefault(MODIFIED, "");
        return digest.equals(kept.get(DIGEST)) && !(etag + modified).isEmpty()
                ? new Wanted.Known(etag, modified, present.info().size())
                : null;
    }

    CustomMetadata metadata(Got got, @Nullable ContentChecksum checksum) {
        TreeMap<String, String> entries = new TreeMap<>();
        entries.put(URL, shown);
        entries.put(DIGEST, digest);
        keep(entries, ETAG, got.etag());
        keep(entries, MODIFIED, got.modified());
        keep(entries, CHECKSUM, checksum == null ? "" : checksum.shown());
        return CustomMetadata.of(entries);
    }

    /** Whatever a server says that is no short ASCII text is not worth keeping. */
    private static void keep(TreeMap<String, String> entries, String key, String value) {
        if (!value.isEmpty() && value.length() <= TEXT_MAX && value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            entries.put(key, value);
        }
    }
}
