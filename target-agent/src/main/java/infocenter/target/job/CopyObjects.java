package infocenter.target.job;

import infocenter.core.bucket.BucketRef;

/**
 * Copies chosen objects of one bucket into another: those of a list of names, of a template, or below a prefix. What is there already
 * with the same content is skipped; a name that the source does not have is that object's error.
 */
final class CopyObjects implements Job {
    @Override
    public String kind() {
        return "copy-objects";
    }

    @Override
    public Work begin(JobContext context) throws BadArgument {
        ObjectCopy copy = ObjectCopy.of(context);
        BucketRef from = context.buckets().get(0);
        return new SideBySide(context, context::beside, lanes -> Chosen.kept(context, from, lanes::begin), name -> {
            if (!copy.copy(name)) {
                context.objectError(
                        name.value(),
                        "there is no such object in " + from.name().shown());
            }
        });
    }
}
