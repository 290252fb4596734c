package infocenter.target.rest;

import infocenter.core.bucket.ObjectName;
import infocenter.target.store.CommitOutcome;
import infocenter.target.store.CustomMetadata;
import infocenter.target.store.ObjectInfo;
import infocenter.target.store.ObjectStore;
import infocenter.target.store.VersionRule;
import infocenter.target.store.Writing;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.concurrent.Callable;

/**
 * What clients may do with objects at this target, whatever door they come by: a door only reads requests and words answers. On the
 * request's event loop, unless said otherwise; futures fail with what {@link ErrorReplies#problem} knows.
 */
public final class ClientObjects {
    private final Routing routing;
    private final Authority authority;
    private final ObjectStore store;
    private final Disks disks;
    private final ObjectReads reads;
    private final HomeDelete deletes;

    ClientObjects(
            Routing routing,
            Authority authority,
            ObjectStore store,
            Disks disks,
            ObjectReads reads,
            HomeDelete deletes) {
        this.routing = routing;
        this.authority = authority;
        this.store = store;
        this.disks = disks;
        this.reads = reads;
        this.deletes = deletes;
    }

    /** Compares what arrived with what its sender said of it; on a disk thread, before the commit. */
    @FunctionalInterface
    public interface Proof {
        /** Throws when it is not that content. */
        void require(Writing whole);
    }

    /** Id of this target. */
    public String self() {
        return authority.self().value();
    }

    /** Refuses when this target may not write now. */
    public void requireLease() {
        authority.requireLease();
    }

    /** Where the object belongs. */
    public Future<Place> place(ObjectAddress address, boolean writes) {
        return routing.place(address, writes);
    }

    /** Answers a GET or HEAD. */
    public void answer(HttpServerRequest request, ObjectAddress address, Wording wording) {
        reads.answer(request, address, wording);
    }

    /** Fails with come again while the newest version has yet to come here from another target. */
    public Future<Void> allHere(ObjectAddress address, Place place) {
        return reads.allHere(address, place);
    }

    /** Makes the body of that request, which is paused, the object. The place must be here. */
    public Future<ObjectInfo> put(
            HttpServerRequest request, ObjectAddress address, Place place, CustomMetadata custom, Proof proof) {
        return Upload.receive(request, disks, () -> store.write(place.bucketId(), address.name()), whole -> {
                    proof.require(whole);
                    return commit(address.name(), place, whole, new VersionRule.Next(place.mapVersion()), custom);
                })
                .map(ClientObjects::committed);
    }

    /** Streams the body of that request, which is paused, anywhere. */
    public <W, R> Future<R> receive(HttpServerRequest request, Upload.Into<W, R> into) {
        return Upload.receive(request, disks, into);
    }

    /** On a disk thread: makes it the object, if this target still keeps that name by that map. */
    public CommitOutcome commit(ObjectName name, Place place, Writing whole, VersionRule rule, CustomMetadata custom)
            throws IOException {
        authority.requireStill(place.mapVersion(), place.bucketId(), name);
        return whole.commit(rule, custom);
    }

    /** What was committed; refuses when something newer was there. */
    public static ObjectInfo committed(CommitOutcome outcome) {
        if (outcome instanceof CommitOutcome.Committed committed) {
            return committed.object();
        }
        throw Problem.later("newer-object", "an object of a newer map is there").refused();
    }

    /** Whether there was such an object. The place must be here. */
    public Future<Boolean> delete(ObjectAddress address, Place place) {
        return deletes.delete(place.bucketId(), address.bucket(), address.name(), () -> {
            authority.requireStill(place.mapVersion(), place.bucketId(), address.name());
            return place.mapVersion();
        });
    }

    /** Does that on a disk thread. */
    public <T> Future<T> onDisk(Callable<T> work) {
        return disks.call(work);
    }

    /** For disk threads. */
    public ObjectStore store() {
        return store;
    }
}
