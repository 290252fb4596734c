package infocenter.target.ais;

import infocenter.target.rest.ClientObjects;
import infocenter.target.rest.ObjectAddress;
import infocenter.target.rest.Place;
import infocenter.target.rest.Problem;
import infocenter.target.store.CustomMetadata;
import infocenter.target.store.ObjectInfo;
import infocenter.target.store.ObjectVersion;
import infocenter.target.store.Reading;
import infocenter.target.store.StoreFailure;
import infocenter.target.store.VersionRule;
import infocenter.target.store.Writing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a new object of the present one: what comes between reading and commit loses nothing, since the change begins again then. On
 * disk threads.
 */
record Rewriting(ClientObjects objects, ObjectAddress address, Place place) {
    private static final int CHUNK_BYTES = 64 * 1024;
    private static final int ROUNDS_MAX = 8;

    /** What becomes of it. */
    interface Change {
        /** Writes the new content, and says which custom metadata it has; null is: there is no object. */
        CustomMetadata write(@Nullable Reading present, Writing content) throws IOException;
    }

    ObjectInfo apply(Change change) throws IOException {
        for (int round = 1; ; round++) {
            try {
                return once(change);
            } catch (StoreFailure.Changed meanwhile) {
                if (round == ROUNDS_MAX) {
                    throw Problem.later("busy", "the object is changed by others all the time; ask again")
                            .refused();
                }
            }
        }
    }

    /** Appends the whole content. */
    static void copy(Reading from, Writing to) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate((int) Math.max(1, Math.min(from.size(), CHUNK_BYTES)));
        long position = 0;
        while (position < from.size()) {
            int got = from.read(chunk.clear(), position);
            if (got < 0) {
                throw new IOException(from.metadata().info().name() + " became shorter while it was read");
            }
            position += got;
            to.write(chunk.flip());
        }
    }

    private ObjectInfo once(Change change) throws IOException {
        Optional<Reading> found = objects.store().read(place.bucketId(), address.name());
        try (Writing content = objects.store().write(place.bucketId(), address.name())) {
            Reading present = found.orElse(null);
            CustomMetadata custom = change.write(present, content);
            ObjectVersion from =
                    present == null ? null : present.metadata().info().version();
            return ClientObjects.committed(objects.commit(
                    address.name(), place, content, new VersionRule.Succeeds(from, place.mapVersion()), custom));
        } finally {
            found.ifPresent(Reading::close);
        }
    }
}
