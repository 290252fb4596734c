package infocenter.target.rest;

import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.ObjectName;
import infocenter.node.TransferHeaders;
import infocenter.target.report.MapFetch;
import infocenter.target.run.MapCopy;
import infocenter.target.run.Runs;
import infocenter.target.store.CommitOutcome;
import infocenter.target.store.CustomMetadata;
import infocenter.target.store.Kept;
import infocenter.target.store.ObjectInfo;
import infocenter.target.store.ObjectMetadata;
import infocenter.target.store.ObjectStore;
import infocenter.target.store.ObjectVersion;
import infocenter.target.store.Reading;
import infocenter.target.store.VersionRule;
import infocenter.target.store.Writing;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Objects for other targets. A change is made only for a sender that the map shows alive as the incarnation that it says, and under the
 * same map version: so a target that was given up changes nothing here. On the request's event loop.
 */
final class TransferDoor {
    private final Authority authority;
    private final MapFetch fetch;
    private final Runs runs;
    private final ObjectStore store;
    private final Disks disks;
    private final HomeDelete deletes;

    TransferDoor(Authority authority, MapFetch fetch, Runs runs, ObjectStore store, Disks disks, HomeDelete deletes) {
        this.deletes = deletes;
        this.authority = authority;
        this.fetch = fetch;
        this.runs = runs;
        this.store = store;
        this.disks = disks;
    }

    void handle(HttpServerRequest request, String path) {
        HttpMethod method = request.method();
        if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
            get(request, path);
        } else if (method == HttpMethod.PUT) {
            Transfer transfer = Transfer.of(request, path);
            CustomMetadata custom = MetaHeaders.readTransferred(request.headers());
            request.pause();
            admit(transfer).onSuccess(ok -> put(request, transfer, custom)).onFailure(failure -> {
                request.resume();
                ErrorReplies.reply(request, failure);
            });
        } else if (method == HttpMethod.DELETE) {
            Transfer transfer = Transfer.of(request, path);
            admit(transfer)
                    .onSuccess(ok -> delete(request, transfer))
                    .onFailure(failure -> ErrorReplies.reply(request, failure));
        } else {
            request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD, PUT, DELETE");
            throw Problem.of(405, "method-not-allowed", "objects take GET, HEAD, PUT and DELETE")
                    .refused();
        }
    }

    private Future<Void> admit(Transfer transfer) {
        authority.requireLease();
        boolean ahead = transfer.ahead(authority.view()) || authority.behind();
        Future<Boolean> map = ahead ? fetch.refresh() : Future.succeededFuture(true);
        return map.map(done -> {
            require(transfer);
            return null;
        });
    }

    private void require(Transfer transfer) {
        MapCopy.View view = authority.view();
        transfer.requireSender(view);
        authority.requireStill(transfer.mapVersion(), transfer.bucketId(), transfer.name());
    }

    private void put(HttpServerRequest request, Transfer transfer, CustomMetadata custom) {
        String told = request.getHeader(TransferHeaders.CHECKSUM);
        Upload.receive(
                        request,
                        disks,
                        () -> store.write(transfer.bucketId(), transfer.name()),
                        whole -> commit(transfer, custom, told, whole))
                .onSuccess(outcome -> stored(request, transfer, outcome))
                .onFailure(failure -> ErrorReplies.reply(request, failure));
    }

    private CommitOutcome commit(Transfer transfer, CustomMetadata custom, @Nullable String told, Writing whole)
            throws IOException {
        Checksums.require(told, whole);
        require(transfer);
        // Where an older version may be elsewhere, what is here may be older still: it is no proof of what clients
        // read.
        if (transfer.rule() instanceof VersionRule.Next
                && !store.moves().mayBeElsewhere(transfer.bucketId(), transfer.name())) {
            Optional<ObjectInfo> same = same(transfer, custom, whole);
            if (same.isPresent()) {
                whole.abort();
                return new CommitOutcome.Same(same.get());
            }
        }
        return whole.commit(transfer.rule(), custom);
    }

    /** A job that sends again what a former attempt has sent shall cost no version and no fsync. */
    private Optional<ObjectInfo> same(Transfer transfer, CustomMetadata custom, Writing whole) throws IOException {
        return store.stat(transfer.bucketId(), transfer.name())
                .filter(present -> present.sameContent(whole.size(), whole.xxh64(), custom))
                .map(ObjectMetadata::info);
    }

    private void stored(HttpServerRequest request, Transfer transfer, CommitOutcome outcome) {
        boolean keepsVersion = transfer.rule() instanceof VersionRule.Exactly;
        if (outcome instanceof CommitOutcome.Superseded && !keepsVersion) {
            ErrorReplies.reply(request, Problem.of(409, "newer-object", "an object of a newer map is there"));
            return;
        }
        ObjectInfo info = outcome.object();
        if (outcome instanceof CommitOutcome.Committed && transfer.xaction() != null) {
            runs.find(transfer.xaction()).ifPresent(run -> run.countReceived(1, info.size()));
        }
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(MetaHeaders.json(transfer.name(), info).toBuffer());
    }

    private void delete(HttpServerRequest request, Transfer transfer) {
        Future<Boolean> done;
        if (transfer.rule() instanceof VersionRule.Exactly tombstone) {
            done = disks.call(() -> {
                require(transfer);
                store.moves().bury(transfer.bucketId(), transfer.name(), tombstone);
                return true;
            });
        } else {
            Bucket bucket = Authority.requireBucket(authority.view(), transfer.bucketId());
            done = deletes.delete(transfer.bucketId(), bucket.name(), transfer.name(), () -> {
                require(transfer);
                return transfer.mapVersion();
            });
        }
        done.onSuccess(was -> request.response().setStatusCode(was ? 204 : 404).end())
                .onFailure(failure -> ErrorReplies.reply(request, failure));
    }

    /**
     * What this target itself has, whoever keeps the name by now: an object, or 404, for a tombstone with its version. An asker that
     * goes by a newer placement is answered only when nothing changes here by an older one any more.
     */
    private void get(HttpServerRequest request, String path) {
        long bucketId = Transfer.bucketId(path);
        ObjectName name = Transfer.name(path);
        long mapVersion = Transfer.mapVersion(request);
        Future<Boolean> map = mapVersion > authority.takenOver() ? fetch.refresh() : Future.succeededFuture(true);
        map.compose(any -> disks.call(() -> open(request, bucketId, name, mapVersion)))
                .onSuccess(had -> answer(request, had))
                .onFailure(failure -> ErrorReplies.reply(request, failure));
    }

    /** What was found on a disk thread: an object, or of a tombstone its version, or nothing. */
    private record Had(
            Download.@Nullable Opened opened, @Nullable ObjectVersion deleted) {}

    private void answer(HttpServerRequest request, Had had) {
        if (had.opened() != null) {
            request.response().putHeader(TransferHeaders.CREATED, created(had.opened()));
            Download.send(request, disks, had.opened(), new OwnWording(request));
            return;
        }
        if (had.deleted() != null) {
            request.response()
                    .putHeader(TransferHeaders.OBJECT_VERSION, had.deleted().toString());
        }
        ErrorReplies.reply(request, new Problem(404, "no-such-object", "name", "object does not exist", 0));
    }

    /** On a disk thread, so it does not touch the response. */
    private Had open(HttpServerRequest request, long bucketId, ObjectName name, long mapVersion) throws IOException {
        if (mapVersion > authority.takenOver()) {
            throw Authority.otherVersion(authority.view(), mapVersion).refused();
        }
        // A run asks before it removes its own copy; everybody else only wants to read.
        boolean lasting = request.method() == HttpMethod.HEAD && request.getHeader(TransferHeaders.XACTION) != null;
        Optional<Kept> kept = lasting ? store.moves().findSettled(bucketId, name) : store.find(bucketId, name);
        Optional<Reading> found =
                kept.isEmpty() || kept.get().deleted() ? Optional.empty() : store.read(bucketId, name);
        return found.isEmpty()
                ? new Had(null, kept.filter(Kept::deleted).map(Kept::version).orElse(null))
                : new Had(Download.Opened.of(request, found.get()), null);
    }

    private static String created(Download.Opened opened) {
        return Long.toString(opened.reading().metadata().info().createdMillis());
    }
}
