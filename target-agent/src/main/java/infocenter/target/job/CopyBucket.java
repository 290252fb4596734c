package infocenter.target.job;

import infocenter.core.bucket.BucketRef;

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
        if (context.buckets().size() != 2) {
            throw new BadArgument("buckets", "must be a source and a destination");
        }
        BucketRef from = context.buckets().get(0);
        BucketRef to = context.buckets().get(1);
        if (from.id() == to.id()) {
            throw new BadArgument("buckets", "must be two different buckets");
        }
        String prefix = context.arguments().text("prefix", "");
        String prepend = context.arguments().text("prepend", "");
        ObjectCopy copy = new ObjectCopy(context, from, to, prepend);
        return new EachObject(context, from.id(), prefix, copy::copy);
    }
}
