package infocenter.gateway.rest;

import infocenter.core.bucket.BucketName;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.Phase;
import infocenter.gateway.read.RowFilter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Filters of a list as its query names them. */
final class RowFilters {
    private static final List<String> NAMES = List.of("kind", "state", "bucket", "label", "origin", "active");

    private RowFilters() {}

    static RowFilter of(Query query) {
        String kind = query.text("kind");
        Phase phase = query.parsed("state", text -> word(Phase.values(), text));
        BucketName bucket = query.parsed("bucket", BucketText::parse);
        RowFilter.Label label = query.parsed("label", RowFilters::label);
        Origin origin = query.parsed("origin", text -> word(Origin.values(), text));
        return new RowFilter(kind, phase, bucket, label, origin, query.flag("active"));
    }

    /** One text for each set of filters; cursors are bound to it. */
    static String text(Query query) {
        StringBuilder text = new StringBuilder();
        for (String name : NAMES) {
            @Nullable String value = query.text(name);
            if (value != null) {
                text.append(name).append('=').append(value.length()).append(':').append(value);
            }
        }
        return text.toString();
    }

    private static <E extends Enum<E>> E word(E[] all, String text) {
        return Arrays.stream(all)
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "one of " + Arrays.toString(all).toLowerCase(Locale.ROOT)));
    }

    private static RowFilter.Label label(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("name:value");
        }
        return new RowFilter.Label(text.substring(0, colon), text.substring(colon + 1));
    }
}
