package infocenter.target.job;

import infocenter.core.bucket.BucketRef;
import infocenter.core.transform.Transformer;

/**
 * Streams the objects that this target has of one bucket through a transformer into another bucket: all of them, those of a list of names,
 * of a template, or below a prefix. An output that is there already, made of the same content by the same transformer, is skipped, so a
 * second attempt repeats little. What goes wrong with one object is that object's error.
 */
final class Transform implements Job {
    @Override
    public String kind() {
        return "transform";
    }

    @Override
    public Work begin(JobContext context) throws BadArgument {
        if (context.buckets().size() != 2) {
            throw new BadArgument("buckets", "must be a source and a destination");
        }
        Transformer transformer = context.transformer();
        if (transformer == null) {
            throw new BadArgument("transformer", "must name a registered transformer");
        }
        String refusal = context.transforms().refusal(transformer);
        if (refusal != null) {
            throw new BadArgument("transformer", transformer.name() + " " + refusal);
        }
        Arguments arguments = context.arguments();
        boolean chosen = !arguments.texts("names").isEmpty()
                || !arguments.text("template", "").isEmpty();
        OutputName names = new OutputName(
                arguments.text("prepend", ""), arguments.text("stripSuffix", ""), arguments.text("append", ""));
        TransformObject each = new TransformObject(context, transformer, names, chosen);
        SideBySide.Walk walk = lanes -> {
            BucketRef from = context.buckets().get(0);
            return chosen
                    ? Chosen.kept(context, from, lanes::begin)
                    : new NobodyAway(
                            context,
                            new EachObject(
                                    context,
                                    from.id(),
                                    arguments.text("prefix", ""),
                                    object -> lanes.begin(object.name())));
        };
        return new SideBySide(context, context.transforms()::work, walk, each::transform);
    }
}
