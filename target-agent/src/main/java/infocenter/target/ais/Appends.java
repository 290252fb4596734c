package infocenter.target.ais;

import infocenter.target.rest.ClientObjects;
import infocenter.target.rest.ObjectAddress;
import infocenter.target.rest.Place;
import infocenter.target.rest.Problem;
import infocenter.target.rest.Upload;
import infocenter.target.store.CustomMetadata;
import infocenter.target.store.ObjectInfo;
import infocenter.target.store.Staged;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Appends to objects: bytes are collected below a handle, and seen from the flush on. On the request's event loop. */
final class Appends {
    private final ClientObjects objects;
    private final Unfinished<Appending> unfinished;

    Appends(ClientObjects objects, Supplier<String> handles, LongSupplier nanos) {
        this.objects = objects;
        this.unfinished = new Unfinished<>(handles, nanos);
    }

    /** What was sent so far for one object. */
    private record Appending(ObjectAddress address, Place place, Staged bytes, AtomicBoolean busy)
            implements AutoCloseable {
        @Override
        public void close() {
            bytes.close();
        }

        boolean isOf(ObjectAddress other, Place at) {
            return address.name().equals(other.name()) && place.bucketId() == at.bucketId();
        }
    }

    /** Takes the body; the handle to go on with. */
    Future<String> append(HttpServerRequest request, ObjectAddress address, Place place, String handle) {
        if (handle.isEmpty()) {
            return objects.onDisk(() -> unfinished.begin(new Appending(
                            address,
                            place,
                            objects.store().stage(place.bucketId(), address.name()),
                            new AtomicBoolean())))
                    .compose(made -> append(request, address, place, made));
        }
        Appending appending = mine(handle, address, place, unfinished.find(handle));
        if (!appending.busy().compareAndSet(false, true)) {
            throw busy().refused();
        }
        return objects.receive(request, new Into(appending))
                .onComplete(done -> appending.busy().set(false))
                .map(handle);
    }

    /** Makes the object of what it holds and what was sent. */
    Future<ObjectInfo> flush(ObjectAddress address, Place place, String handle) {
        Appending appending = mine(handle, address, place, unfinished.find(handle));
        if (!appending.busy().compareAndSet(false, true)) {
            throw busy().refused();
        }
        return objects.allHere(address, place)
                .compose(here -> objects.onDisk(() -> {
                    ObjectInfo made = new Rewriting(objects, address, place).apply((present, content) -> {
                        if (present != null) {
                            Rewriting.copy(present, content);
                        }
                        appending.bytes().copyTo(content);
                        return present == null
                                ? CustomMetadata.EMPTY
                                : present.metadata().custom();
                    });
                    unfinished.take(handle);
                    appending.close();
                    return made;
                }))
                .onComplete(done -> appending.busy().set(false));
    }

    private static Appending mine(String handle, ObjectAddress address, Place place, @Nullable Appending found) {
        if (found == null || !found.isOf(address, place)) {
            throw Problem.of(404, "no-such-handle", "append handle " + handle + " does not exist")
                    .refused();
        }
        return found;
    }

    private static Problem busy() {
        return Problem.of(409, "busy", "another request appends by this handle");
    }

    /** The body of one request; what does not come whole is taken back. */
    private record Into(Appending appending) implements Upload.Into<Into.Begun, String> {
        record Begun(long before) {}

        @Override
        public Begun open() {
            return new Begun(appending.bytes().size());
        }

        @Override
        public void write(Begun begun, ByteBuffer bytes) throws IOException {
            appending.bytes().append(bytes);
        }

        @Override
        public String commit(Begun begun) throws IOException {
            appending.bytes().rest();
            return "";
        }

        @Override
        public void abort(Begun begun) {
            try {
                appending.bytes().cutTo(begun.before());
            } catch (IOException failed) {
                // What is left behind may be half of a body: nobody may go on with it.
                appending.close();
            }
        }
    }
}
