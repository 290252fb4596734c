package infocenter.target.job;

/**
 * Copies the objects that this target has of one bucket into another, each to the target that keeps it there. An object that is there
 * already with the same content is skipped, so a second attempt repeats little.
 */
final class CopyBucket implements Job {
    @Override
    public String kind() {
        return "copy-bucket";
    }

    @Override
    public Work begin(JobContext context) throws BadArgument {
        ObjectCopy copy = ObjectCopy.of(context);
        String prefix = context.arguments().text("prefix", "");
        // One that was deleted after its name was read is none of ours.
        return new SideBySide(
                context,
                context::beside,
                lanes -> new NobodyAway(
                        context,
                        new EachObject(
                                context, context.buckets().get(0).id(), prefix, object -> lanes.begin(object.name()))),
                copy::copy);
    }
}
