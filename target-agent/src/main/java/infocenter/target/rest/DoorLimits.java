package infocenter.target.rest;

import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;

/** What both doors bound. */
final class DoorLimits {
    /** Request line; more is 414. A name of 1,024 bytes takes 3,072 when every byte is escaped. */
    static final int LINE_BYTES_MAX = 16 * 1024;

    /** All headers together; more is 431. */
    static final int HEADER_BYTES_MAX = 32 * 1024;

    /** A connection on which nothing moves for so long is closed. */
    static final int IDLE_SECONDS_MAX = 60;

    /** One record of the node contract; more is 413. */
    static final int RECORD_BYTES_MAX = 16 * 1024 * 1024;

    /** Bytes that are handed over between the network and a disk thread in one piece. */
    static final int CHUNK_BYTES = 64 * 1024;

    /** Pieces of one upload that may wait for the disk; then the sender waits. */
    static final int CHUNKS_WAITING_MAX = 8;

    /** Bytes of one download that may wait for the network; then the disk waits. */
    static final int WRITE_QUEUE_BYTES_MAX = 4 * CHUNK_BYTES;

    private DoorLimits() {}

    static HttpServerOptions options() {
        HttpServerOptions options = new HttpServerOptions();
        options.setMaxInitialLineLength(LINE_BYTES_MAX);
        options.setMaxHeaderSize(HEADER_BYTES_MAX);
        options.setMaxChunkSize(CHUNK_BYTES);
        options.setIdleTimeout(IDLE_SECONDS_MAX);
        options.setIdleTimeoutUnit(TimeUnit.SECONDS);
        options.setTcpNoDelay(true);
        options.setHandle100ContinueAutomatically(false);
        options.setHttp2ClearTextEnabled(false);
        options.setCompressionSupported(false);
        return options;
    }
}
