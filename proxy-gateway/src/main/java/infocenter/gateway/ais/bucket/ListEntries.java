package infocenter.gateway.ais.bucket;

import infocenter.node.Page;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects one page of a listing out of sorted names: all of them, or those of one level, where a folder stands for all that is below
 * it. One thread.
 */
final class ListEntries {
    /** Greater than every name that begins with what it follows. */
    private static final String LAST = "\uDBFF\uDFFF";

    private final ListQuery query;
    private final List<Entry> entries = new ArrayList<>();
    private String last;

    /**
     * One row.
     *
     * @param object null for a folder
     */
    record Entry(String name, Page.@Nullable Entry object) {}

    ListEntries(ListQuery query) {
        this.query = query;
        this.last = query.after();
    }

    /** Takes the next names; those that do not fit are left. */
    void take(List<Page.Entry> names) {
        for (Page.Entry name : names) {
            String folder = query.oneLevel() ? folder(name.name()) : "";
            boolean seen = !folder.isEmpty() && last.startsWith(folder);
            if (full() && !seen) {
                return;
            }
            if (folder.isEmpty()) {
                entries.add(new Entry(name.name(), name));
                last = name.name();
            } else if (!seen) {
                entries.add(new Entry(folder, null));
                last = folder + LAST;
            }
        }
    }

    /** Names up to that one are no rows. */
    void passOver(String name) {
        last = name;
    }

    /** True when the page has as many rows as were asked for. */
    boolean full() {
        return entries.size() >= query.size();
    }

    /** Behind which name the listing goes on. */
    String last() {
        return last;
    }

    List<Entry> entries() {
        return entries;
    }

    private String folder(String name) {
        int slash = name.indexOf('/', query.prefix().length());
        return slash < 0 ? "" : name.substring(0, slash + 1);
    }
}
