package infocenter.target.fetch;

import infocenter.core.xaction.WebUrl;
import infocenter.settings.DownloadSettings;
import infocenter.settings.PortRange;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;

/** Fetches into memory, from loopback unless told otherwise, with short patience. */
final class Fetching implements AutoCloseable {
    static final Duration SILENCE = Duration.ofMillis(400);

    final ByteArrayOutputStream content = new ByteArrayOutputStream();
    int restarts;
    long bytesMax = 1 << 20;
    long size = -1;
    boolean checked;
    int retries = 1;
    Duration within = Duration.ofSeconds(30);
    Wanted.Known known;
    volatile Runnable permission = () -> {};
    final Hold hold = new Hold(() -> permission.run());
    private final Web web;
    private Web.Visitor visitor;

    Fetching() {
        this(List.of("127.0.0.0/8"), InetAddress::getAllByName, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    Fetching(List<String> allowed, Resolver resolver, SSLSocketFactory tls) {
        Rules rules = new Rules(
                AddressGuard.allowing(allowed),
                List.of(new PortRange(1_024, 65_535)),
                Duration.ofSeconds(2),
                SILENCE,
                Duration.ofMillis(5));
        web = new Web("test", DownloadSettings.STANDARD, rules, resolver, tls);
        visitor = web.visitor(hold, new Throttle(0, System::nanoTime));
    }

    /** From now on no faster than that. */
    void slowDown(long bytesPerSecond) {
        visitor.close();
        visitor = web.visitor(hold, new Throttle(bytesPerSecond, System::nanoTime));
    }

    Got fetch(String url) throws Exception {
        return visitor.fetch(
                WebUrl.parse(url), new Wanted(bytesMax, size, checked, retries, within, known), new Sink() {
                    @Override
                    public long size() {
                        return content.size();
                    }

                    @Override
                    public void write(ByteBuffer bytes) {
                        content.write(bytes.array(), bytes.position(), bytes.remaining());
                    }

                    @Override
                    public void restart() {
                        restarts++;
                        content.reset();
                    }
                });
    }

    String text() {
        return content.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        visitor.close();
        web.close();
    }
}
