package infocenter.gateway.rest;

import infocenter.client.Moment;
import infocenter.gateway.door.GatewayUseCases;
import infocenter.wire.BackupPieces;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The cluster's memory as a file: given, and taken to begin a new one. */
final class BackupRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(BackupRoutes.class);

    /** For a backup to arrive; the largest one is about a gigabyte. */
    private static final Duration RESTORE_WITHIN = Duration.ofMinutes(15);

    private final Vertx vertx;
    private final GatewayUseCases useCases;
    private final RestLimits limits;

    BackupRoutes(Vertx vertx, GatewayUseCases useCases, RestLimits limits) {
        this.vertx = vertx;
        this.useCases = useCases;
        this.limits = limits;
    }

    void bind(Bindings bindings) {
        bindings.member("backupCluster", this::backup).anywhere("restoreCluster", this::restore);
    }

    /** The body goes to a file first: it may be larger than memory, and is believed only as a whole. */
    private void restore(Call call) {
        HttpServerRequest request = call.request();
        request.pause();
        Path folder = useCases.settings().dataDir();
        Future<Path> kept = vertx.executeBlocking(() -> Files.createTempFile(folder, "restore-", ".part"), false)
                .compose(file -> vertx.fileSystem()
                        .open(file.toString(), new OpenOptions().setWrite(true).setTruncateExisting(true))
                        .compose(out -> request.pipeTo(out))
                        .map(file)
                        .onFailure(broken -> delete(file)));
        long late = vertx.setTimer(
                RESTORE_WITHIN.toMillis(), timer -> request.connection().close());
        kept.onComplete(arrived -> vertx.cancelTimer(late));
        call.when(
                kept.toCompletionStage(),
                file -> call.when(
                        useCases.initialize().restore(file).whenComplete((answer, failure) -> delete(file)),
                        answer -> ClusterRoutes.initialized(call, answer)));
    }

    private void delete(Path file) {
        vertx.fileSystem()
                .delete(file.toString())
                .onFailure(left -> LOG.atWarn()
                        .addKeyValue("outcome", left.getMessage())
                        .log("a received backup could not be deleted"));
    }

    private void backup(Call call) {
        call.when(useCases.table().now(), moment -> {
            if (moment.information().identity() == null) {
                call.problem(ErrorReplies.notInitialized());
                return;
            }
            Pieces pieces = new Pieces(moment);
            call.stamp(moment.term(), moment.index());
            call.response()
                    .setChunked(true)
                    .putHeader("Content-Type", "application/octet-stream")
                    .putHeader("Content-Disposition", "attachment; filename=\"infocenter.backup\"");
            new Outflow(vertx, call, limits.stalledAfter(), pieces, () -> {}).flow();
        });
    }

    /** Each piece is small and made on the event loop, so others get their turn in between. */
    private static final class Pieces implements Outflow.Source {
        private final BackupPieces pieces;
        private boolean over;

        Pieces(Moment moment) {
            this.pieces = new BackupPieces(moment);
        }

        @Override
        public @Nullable Buffer next() {
            byte[] piece = over ? null : pieces.next();
            over = piece == null;
            return piece == null ? null : Buffer.buffer(piece);
        }

        @Override
        public boolean over() {
            return over;
        }
    }
}
