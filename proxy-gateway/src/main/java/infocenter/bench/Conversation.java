package infocenter.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** One client that waits for each answer. One thread. */
final class Conversation implements AutoCloseable {
    private static final long SILENCE_MILLIS = 70_000;

    private final Selector selector;
    private final Exchange exchange;

    Conversation(URI gateway) throws IOException {
        selector = Selector.open();
        exchange = new Exchange(gateway, selector);
    }

    /** The body of a 2xx answer; anything else is an error. Blocks. */
    String call(byte[] request) throws IOException {
        exchange.begin(request);
        boolean whole = false;
        while (!whole) {
            if (selector.select(SILENCE_MILLIS) == 0) {
                throw new IOException("no answer for " + SILENCE_MILLIS / 1_000 + " s");
            }
            SelectionKey key = selector.selectedKeys().iterator().next();
            selector.selectedKeys().clear();
            if (key.isWritable()) {
                exchange.write();
            }
            whole = key.isReadable() && exchange.read();
        }
        if (exchange.status() / 100 != 2) {
            throw new IOException("answered " + exchange.status() + " " + exchange.body());
        }
        return exchange.body();
    }

    @Override
    public void close() throws IOException {
        exchange.close();
        selector.close();
    }
}
