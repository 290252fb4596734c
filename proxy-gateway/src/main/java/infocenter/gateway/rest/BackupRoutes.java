package infocenter.gateway.rest;

import infocenter.client.Moment;
import infocenter.gateway.door.GatewayUseCases;
import infocenter.wire.BackupPieces;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** The cluster's memory as a file. */
final class BackupRoutes {
    private final Vertx vertx;
    private final GatewayUseCases useCases;
    private final RestLimits limits;

    BackupRoutes(Vertx vertx, GatewayUseCases useCases, RestLimits limits) {
        this.vertx = vertx;
        this.useCases = useCases;
        this.limits = limits;
    }

    void bind(Bindings bindings) {
        bindings.member("backupCluster", this::backup);
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
