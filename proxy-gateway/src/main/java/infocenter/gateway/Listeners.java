package infocenter.gateway;

import infocenter.gateway.rest.UnreadableRequests;
import infocenter.settings.Listen;
import io.netty.channel.Channel;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One listener, served by several event loops. Bound and closed by the thread that starts and stops the gateway. */
final class Listeners {
    /** Header bytes of one request. */
    private static final int HEADER_BYTES_MAX = 32 * 1024;
    /** Characters of a request's first line: an object name of 1,024 bytes, percent-encoded, fits three times. */
    private static final int FIRST_LINE_CHARS_MAX = 16 * 1024;

    private static final long LOOK_MILLIS = 20;
    private static final Duration BIND_WITHIN = Duration.ofSeconds(60);
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final String key;
    private final Listen listen;
    private final long lingerMillis;
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
    private final List<Context> loops = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile @Nullable Channel acceptor;

    private Listeners(String key, Listen listen, long lingerMillis) {
        this.key = key;
        this.listen = listen;
        this.lingerMillis = lingerMillis;
    }

    /**
     * Binds, and says what it bound.
     *
     * @param key of the settings, for messages
     * @throws IOException naming address and key
     */
    static Listeners bind(Vertx vertx, String key, Listen listen, int loops, Handler<HttpServerRequest> handler)
            throws IOException {
        return bind(vertx, key, listen, loops, handler, LastRequest.LINGER_MILLIS);
    }

    static Listeners bind(
            Vertx vertx, String key, Listen listen, int loops, Handler<HttpServerRequest> handler, long lingerMillis)
            throws IOException {
        Listeners bound = new Listeners(key, listen, lingerMillis);
        try {
            vertx.deployVerticle(
                            () -> new VerticleBase() {
                                @Override
                                public Future<?> start() {
                                    HttpServer server = vertx.createHttpServer(options())
                                            .requestHandler(handler)
                                            .connectionHandler(bound::connected)
                                            .invalidRequestHandler(new UnreadableRequests());
                                    bound.servers.add(server);
                                    bound.loops.add(context);
                                    return server.listen(listen.port(), listen.host());
                                }
                            },
                            new DeploymentOptions().setInstances(loops))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(BIND_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException refused) {
            throw new IOException(
                    "cannot bind " + listen.host() + ":" + listen.port() + " (settings key " + key + "): "
                            + reason(refused),
                    refused);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while binding " + key, stopping);
        }
        LOG.atInfo().addKeyValue("outcome", "bound").log("{} listens on {}:{}", key, listen.host(), listen.port());
        return bound;
    }

    private void connected(HttpConnection connection) {
        connections.incrementAndGet();
        connection.closeHandler(closed -> connections.decrementAndGet());
        acceptor = LastRequest.acceptor(connection);
        LastRequest.awaitedOn(connection, lingerMillis);
    }

    /** Returns when nobody is connected, or after so long. Blocks. */
    void awaitQuiet(Duration within) {
        long until = System.nanoTime() + within.toNanos();
        try {
            while (connections.get() > 0 && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static String reason(Exception refused) {
        Throwable cause = refused.getCause() == null ? refused : refused.getCause();
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static HttpServerOptions options() {
        return new HttpServerOptions()
                .setTcpNoDelay(true)
                .setReuseAddress(true)
                // No web sockets here: two handlers less for each message.
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setMaxHeaderSize(HEADER_BYTES_MAX)
                .setMaxInitialLineLength(FIRST_LINE_CHARS_MAX)
                .setIdleTimeout(300);
    }

    /** Accepts no more, lets requests under way, and those on their way, finish for so long, then cuts them off. Blocks. */
    void drain(Duration within) {
        stopAccepting(within);
        List<Future<?>> ends = new ArrayList<>();
        servers.forEach(server -> ends.add(server.shutdown(within.toMillis(), TimeUnit.MILLISECONDS)));
        try {
            Future.join(ends)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(within.toMillis() + 500, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException late) {
            LOG.atWarn().addKeyValue("outcome", "cut off").log("{} on {} did not drain in time", key, listen.port());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * First of all: Vert.x sends its servers away before it stops letting connections in, and drops those that come between. Returns
     * when those that were let in are where requests are served.
     */
    private void stopAccepting(Duration within) {
        Channel lets = acceptor;
        if (lets == null || !lets.close().awaitUninterruptibly(within.toMillis())) {
            return;
        }
        CountDownLatch served = new CountDownLatch(loops.size());
        loops.forEach(loop -> loop.runOnContext(turn -> served.countDown()));
        try {
            if (!served.await(within.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atWarn().addKeyValue("outcome", "late").log("{}: an event loop is busy", key);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
