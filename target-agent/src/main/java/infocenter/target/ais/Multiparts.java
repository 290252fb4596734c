package infocenter.target.ais;

import infocenter.core.bucket.ObjectName;
import infocenter.target.rest.ClientObjects;
import infocenter.target.rest.ObjectAddress;
import infocenter.target.rest.Place;
import infocenter.target.rest.Problem;
import infocenter.target.rest.Upload;
import infocenter.target.store.CustomMetadata;
import infocenter.target.store.ObjectInfo;
import infocenter.target.store.Staged;
import infocenter.target.store.VersionRule;
import infocenter.target.store.Writing;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Objects that come in numbered parts, in any order and side by side. On the request's event loop. */
final class Multiparts {
    /** The highest number of a part, and so the most parts. */
    static final int PARTS_MAX = 10_000;

    private final ClientObjects objects;
    private final Unfinished<Parts> unfinished;

    Multiparts(ClientObjects objects, Supplier<String> ids, LongSupplier nanos) {
        this.objects = objects;
        this.unfinished = new Unfinished<>(ids, nanos);
    }

    /** What was sent so far of one object. */
    private record Parts(long bucketId, ObjectName name, ConcurrentSkipListMap<Integer, Staged> byNumber)
            implements AutoCloseable {
        @Override
        public void close() {
            byNumber.values().forEach(Staged::close);
        }
    }

    /** Id of a new upload. */
    String begin(ObjectAddress address, Place place) {
        return unfinished.begin(new Parts(place.bucketId(), address.name(), new ConcurrentSkipListMap<>()));
    }

    /** Takes the body as that part; a part of that number is replaced. */
    Future<String> part(HttpServerRequest request, ObjectAddress address, Place place, String id, int number) {
        if (number < 1 || number > PARTS_MAX) {
            throw Problem.field("partNumber", "partNumber must be 1 to " + PARTS_MAX)
                    .refused();
        }
        return objects.receive(request, new Into(id, mine(id, address, place, unfinished.find(id)), number));
    }

    /** Makes the object of exactly these parts, which must be all that are there. */
    Future<ObjectInfo> complete(ObjectAddress address, Place place, String id, SortedSet<Integer> numbers) {
        Parts parts = mine(id, address, place, unfinished.find(id));
        if (numbers.isEmpty() || !numbers.equals(parts.byNumber().keySet())) {
            throw Problem.field(
                            "value",
                            "the parts of upload " + id + " are "
                                    + parts.byNumber().keySet() + ", not " + numbers)
                    .refused();
        }
        mine(id, address, place, unfinished.take(id));
        return objects.onDisk(() -> whole(address, place, parts)).onComplete(done -> {
            if (done.failed()) {
                unfinished.putBack(id, parts);
            }
        });
    }

    /** Forgets the upload. */
    Future<String> abort(ObjectAddress address, Place place, String id) {
        mine(id, address, place, unfinished.find(id));
        Parts parts = mine(id, address, place, unfinished.take(id));
        return objects.onDisk(() -> {
            parts.close();
            return id;
        });
    }

    private ObjectInfo whole(ObjectAddress address, Place place, Parts parts) throws IOException {
        try (Writing content = objects.store().write(place.bucketId(), address.name())) {
            for (Staged part : parts.byNumber().values()) {
                part.copyTo(content);
            }
            ObjectInfo made = ClientObjects.committed(objects.commit(
                    address.name(), place, content, new VersionRule.Next(place.mapVersion()), CustomMetadata.EMPTY));
            parts.close();
            return made;
        }
    }

    private static Parts mine(String id, ObjectAddress address, Place place, @Nullable Parts found) {
        if (found == null
                || found.bucketId() != place.bucketId()
                || !found.name().equals(address.name())) {
            throw gone(id).refused();
        }
        return found;
    }

    private static Problem gone(String id) {
        return Problem.of(404, "no-such-upload", "upload " + id + " does not exist");
    }

    /** The body of one part. */
    private final class Into implements Upload.Into<Staged, String> {
        private final String id;
        private final Parts parts;
        private final int number;

        Into(String id, Parts parts, int number) {
            this.id = id;
            this.parts = parts;
            this.number = number;
        }

        @Override
        public Staged open() throws IOException {
            return objects.store().stage(parts.bucketId(), parts.name());
        }

        @Override
        public void write(Staged part, ByteBuffer bytes) throws IOException {
            part.append(bytes);
        }

        @Override
        public String commit(Staged whole) throws IOException {
            if (whole.size() == 0) {
                throw Problem.field("body", "a part must not be empty").refused();
            }
            whole.rest();
            Staged former = parts.byNumber().put(number, whole);
            if (former != null) {
                former.close();
            }
            if (unfinished.find(id) != parts) {
                // Ended while this part was on its way.
                whole.close();
                throw gone(id).refused();
            }
            return "";
        }

        @Override
        public void abort(Staged part) {
            part.close();
        }
    }
}
