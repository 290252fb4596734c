package infocenter.target.job;

import infocenter.core.bucket.BucketRef;
import infocenter.core.bucket.NameTemplate;
import infocenter.core.bucket.ObjectName;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** Walks the objects that a start chose by exactly one of {@code names}, {@code template} and {@code prefix}, one a step. */
final class Chosen implements Work {
    /** Names looked at in one step; those of other targets cost only a hash. */
    private static final int LOOKS = 1_000;

    /** What happens to each of them. */
    interface Effect {
        void on(ObjectName name) throws IOException;
    }

    private final JobContext context;
    private final boolean all;
    private final Effect effect;
    private final Iterator<String> counting;
    private final Iterator<String> wanted;
    private final Share share;
    private long mine;

    private Chosen(JobContext context, BucketRef bucket, Iterable<String> names, boolean all, Effect effect) {
        this.context = context;
        this.all = all;
        this.effect = effect;
        this.counting = names.iterator();
        this.wanted = names.iterator();
        this.share = Share.of(context, bucket);
    }

    /** Of names and of a template's names each target takes those that it kept at the start, so that together they take each once. */
    static Work kept(JobContext context, BucketRef bucket, Effect effect) throws BadArgument {
        return of(context, bucket, false, effect);
    }

    /** Each target takes every name, also of objects that it keeps no more. */
    static Work all(JobContext context, BucketRef bucket, Effect effect) throws BadArgument {
        return of(context, bucket, true, effect);
    }

    private static Work of(JobContext context, BucketRef bucket, boolean all, Effect effect) throws BadArgument {
        List<String> names = context.arguments().texts("names");
        String template = context.arguments().text("template", "");
        String prefix = context.arguments().text("prefix", "");
        int ways = (names.isEmpty() ? 0 : 1) + (template.isEmpty() ? 0 : 1) + (prefix.isEmpty() ? 0 : 1);
        if (ways != 1) {
            throw new BadArgument("arguments", "must have exactly one of names, template and prefix");
        }
        if (!prefix.isEmpty()) {
            return new EachObject(context, bucket.id(), prefix, object -> effect.on(object.name()));
        }
        if (!template.isEmpty()) {
            NameTemplate parsed = parse(template);
            return new Chosen(context, bucket, parsed::names, all, effect);
        }
        for (String name : names) {
            check("names", name);
        }
        return new Chosen(context, bucket, names, all, effect);
    }

    @Override
    public Step step() throws IOException {
        if (counting.hasNext()) {
            count();
            return Step.MORE;
        }
        for (int looks = 0; looks < LOOKS && wanted.hasNext(); looks++) {
            ObjectName name = new ObjectName(wanted.next());
            if (all || kept(name)) {
                effect.on(name);
                return Step.MORE;
            }
        }
        return wanted.hasNext() ? Step.MORE : Step.DONE;
    }

    private void count() {
        for (int looks = 0; looks < LOOKS && counting.hasNext(); looks++) {
            mine += kept(new ObjectName(counting.next())) ? 1 : 0;
        }
        if (!counting.hasNext()) {
            context.planned(mine);
        }
    }

    private boolean kept(ObjectName name) {
        return share.holds(name);
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
