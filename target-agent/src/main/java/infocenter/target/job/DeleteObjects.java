package infocenter.target.job;

import infocenter.core.bucket.NameTemplate;
import infocenter.core.bucket.ObjectName;
import infocenter.target.store.ObjectInfo;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Deletes the objects that this target has of a list of names, of a template, or below a prefix. A name that is not there is no error:
 * the wish is fulfilled, and a second attempt finds what the first one did.
 */
final class DeleteObjects implements Job {
    @Override
    public String kind() {
        return "delete";
    }

    @Override
    public Work begin(JobContext context) throws BadArgument {
        List<String> names = context.arguments().texts("names");
        String template = context.arguments().text("template", "");
        String prefix = context.arguments().text("prefix", "");
        long bucketId = context.buckets().get(0).id();
        int ways = (names.isEmpty() ? 0 : 1) + (template.isEmpty() ? 0 : 1) + (prefix.isEmpty() ? 0 : 1);
        if (ways != 1) {
            throw new BadArgument("arguments", "must have exactly one of names, template and prefix");
        }
        if (!prefix.isEmpty()) {
            return new EachObject(context, bucketId, prefix, object -> delete(context, bucketId, object.name()));
        }
        for (String name : names) {
            check("names", name);
        }
        Iterator<String> wanted = names.isEmpty() ? parse(template).names() : names.iterator();
        return () -> {
            if (!wanted.hasNext()) {
                return Step.DONE;
            }
            delete(context, bucketId, new ObjectName(wanted.next()));
            return Step.MORE;
        };
    }

    private static void delete(JobContext context, long bucketId, ObjectName name) throws IOException {
        context.checkpoint();
        Optional<ObjectInfo> gone = context.store().delete(bucketId, name);
        gone.ifPresent(object -> context.countLocal(1, object.size()));
    }

    private static NameTemplate parse(String template) throws BadArgument {
        try {
            NameTemplate parsed = NameTemplate.parse(template);
            check("template", parsed.names().next());
            return parsed;
        } catch (IllegalArgumentException e) {
            throw new BadArgument("template", String.valueOf(e.getMessage()));
        }
    }

    private static void check(String field, String name) throws BadArgument {
        try {
            new ObjectName(name);
        } catch (IllegalArgumentException e) {
            throw new BadArgument(field, String.valueOf(e.getMessage()));
        }
    }
}
