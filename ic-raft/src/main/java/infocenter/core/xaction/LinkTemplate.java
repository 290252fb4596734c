package infocenter.core.xaction;

import infocenter.core.bucket.NameTemplate;
import java.util.Iterator;
import java.util.regex.Pattern;

/**
 * A range of links, such as {@code http://host/img-{0001..0100}.tar}. Ranges stand in the path alone: a range of hosts is not asked
 * for, and a range within the query would give every link the same name. Names are the paths from the first segment with a range on.
 */
public final class LinkTemplate {
    private static final Pattern WITHIN_PERCENT_CODE = Pattern.compile("%[0-9a-fA-F]?\\{");

    private final NameTemplate urls;
    /** How many slashes of a URL stand before the segment where names begin. */
    private final int slashes;

    private LinkTemplate(NameTemplate urls, int slashes) {
        this.urls = urls;
        this.slashes = slashes;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException with the rule that it, its first or its last and longest link breaks; all others differ in
     *     digits alone, none of which may be a part of a percent code
     */
    public static LinkTemplate parse(String text) {
        NameTemplate urls = NameTemplate.parse(text);
        int range = text.indexOf('{');
        int query = text.indexOf('?');
        if (range < 0) {
            throw new IllegalArgumentException("a template needs a range such as {0001..0100}");
        }
        int path = text.indexOf('/', Math.max(0, text.indexOf("://") + 3));
        if (path < 0 || range < path || (query >= 0 && text.lastIndexOf('{') > query)) {
            throw new IllegalArgumentException("a template of URLs must have its ranges in the path");
        }
        int slashes =
                (int) text.substring(0, range).chars().filter(c -> c == '/').count();
        if (WITHIN_PERCENT_CODE.matcher(text).find()) {
            throw new IllegalArgumentException("a range must not stand within a percent code such as %20");
        }
        LinkTemplate template = new LinkTemplate(urls, slashes);
        template.link(urls.names().next());
        template.link(urls.last());
        return template;
    }

    /** How many links. */
    public long count() {
        return urls.count();
    }

    /** The links, made one by one. */
    public Iterator<Link> links() {
        Iterator<String> texts = urls.names();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return texts.hasNext();
            }

            @Override
            public Link next() {
                return link(texts.next());
            }
        };
    }

    private Link link(String text) {
        WebUrl url = WebUrl.parse(text);
        int query = text.indexOf('?');
        String path = query < 0 ? text : text.substring(0, query);
        int from = 0;
        for (int i = 0; i < slashes; i++) {
            from = path.indexOf('/', from) + 1;
        }
        return new Link(url, PercentText.decode(path.substring(from)), null, Link.SIZE_UNKNOWN);
    }
}
