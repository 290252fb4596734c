package infocenter.target.job;

import infocenter.core.xaction.ContentChecksum;
import infocenter.core.xaction.Link;
import infocenter.core.xaction.LinkTemplate;
import infocenter.core.xaction.WebUrl;
import infocenter.target.fetch.Web;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Fetches contents from elsewhere into a bucket: of all links each target fetches those whose objects it owns. What is there already
 * from the same URL, and still the same there, is skipped, so a second attempt repeats little.
 */
final class Download implements Job {
    private static final int CONNECTIONS = 4;
    private static final int RETRIES = 4;
    private static final int TIMEOUT_SECONDS = 3_600;

    private final Web web;

    Download(Web web) {
        this.web = web;
    }

    /**
     * What the start wants.
     *
     * @param links all of them, anew from the first one with each call
     */
    record Plan(
            Supplier<Iterator<Link>> links,
            String prepend,
            int connections,
            long bytesPerSecond,
            long bytesMax,
            Duration within,
            int retries) {}

    @Override
    public String kind() {
        return "download";
    }

    @Override
    public Work begin(JobContext context) throws BadArgument {
        Arguments arguments = context.arguments();
        Plan plan = new Plan(
                links(arguments),
                arguments.text("prepend", ""),
                (int) arguments.whole("connections", CONNECTIONS, 1, 64),
                arguments.whole("bytesPerSecond", 0, 0, Long.MAX_VALUE),
                Math.min(web.objectBytesMax(), arguments.whole("maxBytes", Long.MAX_VALUE, 1, Long.MAX_VALUE)),
                Duration.ofSeconds(arguments.whole("timeoutSeconds", TIMEOUT_SECONDS, 1, Integer.MAX_VALUE)),
                (int) arguments.whole("retries", RETRIES, 0, 1_000));
        return new DownloadWork(
                context, web, plan, Share.of(context, context.buckets().get(0)));
    }

    private static Supplier<Iterator<Link>> links(Arguments arguments) throws BadArgument {
        String field = "url";
        try {
            if (arguments.values().containsKey("template")) {
                field = "template";
                return LinkTemplate.parse(arguments.text("template", ""))::links;
            }
            if (arguments.values().get("urls") instanceof List<?> given) {
                field = "urls";
                List<Link> links = new ArrayList<>();
                for (Object one : given) {
                    links.add(link(one));
                }
                return links::iterator;
            }
            List<Link> one = List.of(Link.of(WebUrl.parse(arguments.text("url", ""))));
            return one::iterator;
        } catch (IllegalArgumentException broken) {
            throw new BadArgument(field, String.valueOf(broken.getMessage()));
        }
    }

    private static Link link(Object given) {
        if (given instanceof String text) {
            return Link.of(WebUrl.parse(text));
        }
        if (given instanceof Map<?, ?> fields && fields.get("url") instanceof String url) {
            WebUrl parsed = WebUrl.parse(url);
            return new Link(
                    parsed,
                    fields.get("name") instanceof String name ? name : parsed.lastSegment(),
                    fields.get("checksum") instanceof String checksum ? ContentChecksum.parse(checksum) : null,
                    fields.get("size") instanceof Number size ? size.longValue() : Link.SIZE_UNKNOWN);
        }
        throw new IllegalArgumentException("a link is a text, or has a url");
    }
}
