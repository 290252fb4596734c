package infocenter.target.job;

import infocenter.core.bucket.BucketRef;
import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.NodeId;
import infocenter.core.transform.Transformer;
import infocenter.target.store.CommitOutcome;
import infocenter.target.store.CustomMetadata;
import infocenter.target.store.ObjectInfo;
import infocenter.target.store.ObjectMetadata;
import infocenter.target.store.Reading;
import infocenter.target.store.StoreFailure;
import infocenter.target.store.VersionRule;
import infocenter.target.store.Writing;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Transforms one object after the other, several at the same time. Keeps nothing of any of them. */
final class TransformObject {
    /** Custom metadata of an output: checksum and size of what it was made of. */
    static final String MADE_OF = "transform-source";

    /** Custom metadata of an output: name and revision of what made it. */
    static final String MADE_BY = "transform-by";

    private final JobContext context;
    private final Transformer transformer;
    private final OutputName names;
    private final boolean missingIsWrong;
    private final BucketRef from;
    private final BucketRef to;

    /**
     * @param missingIsWrong the names were given one by one
     */
    TransformObject(JobContext context, Transformer transformer, OutputName names, boolean missingIsWrong) {
        this.context = context;
        this.transformer = transformer;
        this.names = names;
        this.missingIsWrong = missingIsWrong;
        this.from = context.buckets().get(0);
        this.to = context.buckets().get(1);
    }

    /**
     * Transforms that object; a failure of this object alone is noted.
     *
     * @throws IOException when the others would fail too
     */
    void transform(ObjectName source) throws IOException {
        Optional<Reading> found = context.read(from, source);
        if (found.isEmpty()) {
            if (missingIsWrong) {
                context.objectError(
                        source.value(),
                        "there is no such object in " + from.name().shown());
            }
            return;
        }
        try (Reading reading = found.get()) {
            ObjectName name = names.of(source);
            CustomMetadata origin = origin(reading.metadata().info());
            new AtHome(context).on(to.name(), name, home -> {
                if (home.equals(context.self())) {
                    here(reading, name, origin);
                } else {
                    there(home, reading, name, origin);
                }
            });
            context.countLocal(1, reading.size());
        } catch (TransformFailed failed) {
            context.objectError(source.value(), String.valueOf(failed.getMessage()));
        } catch (StoreFailure.NotKept moving) {
            context.objectError(source.value(), String.valueOf(moving.getMessage()));
        } catch (IllegalArgumentException badName) {
            context.objectError(source.value(), String.valueOf(badName.getMessage()));
        } catch (StoreFailure.BucketDropped dropped) {
            throw new IOException("bucket " + to.name().shown() + " was destroyed", dropped);
        }
    }

    /** Says of an output what it was made of and by whom, so that a second attempt knows it. */
    private CustomMetadata origin(ObjectInfo source) {
        return CustomMetadata.of(Map.of(
                MADE_OF, source.checksum() + "-" + source.size(),
                MADE_BY, transformer.name() + "-" + transformer.revision()));
    }

    private void here(Reading reading, ObjectName name, CustomMetadata origin) throws IOException {
        if (alreadyHere(name, origin)) {
            return;
        }
        context.checkpoint();
        try (Writing writing = context.store().write(to.id(), name)) {
            context.transforms()
                    .through(
                            transformer,
                            reading,
                            piece -> {
                                context.checkpoint();
                                writing.write(piece);
                            },
                            context::checkpoint);
            context.checkpoint();
            CommitOutcome outcome = writing.commit(new VersionRule.Next(context.mapVersion()), origin);
            if (outcome instanceof CommitOutcome.Superseded) {
                context.objectError(name.value(), "a newer object is there; not replaced");
            }
        }
    }

    /** While an older version may be elsewhere, what is here may be older still, so it is no proof. */
    private boolean alreadyHere(ObjectName name, CustomMetadata origin) throws IOException {
        return !context.store().moves().mayBeElsewhere(to.id(), name)
                && context.store()
                        .stat(to.id(), name)
                        .map(ObjectMetadata::custom)
                        .filter(origin::equals)
                        .isPresent();
    }

    private void there(NodeId home, Reading reading, ObjectName name, CustomMetadata origin) throws IOException {
        if (context.peers().custom(home, to, name).filter(origin::equals).isPresent()) {
            return;
        }
        long[] bytes = {0};
        context.peers().stream(
                home,
                to,
                name,
                origin,
                out -> bytes[0] = context.transforms()
                        .through(
                                transformer,
                                reading,
                                piece -> {
                                    context.checkpoint();
                                    out.write(piece.array(), piece.position(), piece.remaining());
                                },
                                context::checkpoint));
        context.countSent(1, bytes[0]);
    }
}
