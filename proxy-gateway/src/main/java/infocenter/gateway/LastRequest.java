package infocenter.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.Http1xServerConnection;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.net.impl.ShutdownEvent;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a connection open for a moment when its listener shuts down. Vert.x cuts one off at once on which no request is under way,
 * but one may be on its way: its client would never know what became of it, and must not send it twice. It is answered, and the
 * connection ends with the answer. On the connection's event loop.
 */
final class LastRequest extends ChannelInboundHandlerAdapter {
    /** Between an accepted connection, or an answer, and the request that its client may be sending. */
    static final long LINGER_MILLIS = 250;

    /** Under which Vert.x keeps what turns messages into requests. */
    private static final String REQUESTS = "handler";

    private final long lingerMillis;
    private @Nullable Object held;
    private boolean came;

    LastRequest(long lingerMillis) {
        this.lingerMillis = lingerMillis;
    }

    /** What let that connection in; null for one that does not say. */
    static @Nullable Channel acceptor(HttpConnection connection) {
        return connection instanceof ConnectionBase known ? known.channel().parent() : null;
    }

    /** For one connection; HTTP/2 has a farewell of its own. */
    static void awaitedOn(HttpConnection connection, long lingerMillis) {
        if (connection instanceof Http1xServerConnection one) {
            one.channel().pipeline().addBefore(REQUESTS, "last-request", new LastRequest(lingerMillis));
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext channel, Object event) {
        if (event instanceof ShutdownEvent shutdown && shutdown.timeout() > 0) {
            held = event;
            channel.executor().schedule(() -> release(channel), lingerMillis, TimeUnit.MILLISECONDS);
        } else {
            channel.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext channel, Object message) {
        came = true;
        channel.fireChannelRead(message);
    }

    /** Bytes alone are no request yet. */
    @Override
    public void channelReadComplete(ChannelHandlerContext channel) {
        channel.fireChannelReadComplete();
        if (came) {
            came = false;
            release(channel);
        }
    }

    private void release(ChannelHandlerContext channel) {
        Object event = held;
        held = null;
        if (event != null) {
            channel.fireUserEventTriggered(event);
        }
    }
}
