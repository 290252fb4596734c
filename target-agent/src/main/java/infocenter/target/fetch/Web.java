package infocenter.target.fetch;

import infocenter.core.xaction.WebUrl;
import infocenter.settings.DownloadSettings;
import infocenter.settings.PortRange;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;

/** The world outside as all downloads of a target share it: threads, bandwidth, and rules. Any thread. */
public final class Web implements AutoCloseable {
    private static final Duration BACK_OFF = Duration.ofMillis(500);
    private static final int END_SECONDS_MAX = 1;
    private static final int REST_SECONDS = 10;

    private final Dialer dialer;
    private final Throttle throttle;
    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor watch;
    private final long objectBytesMax;

    /** By a target's settings. */
    public static Web open(String name, DownloadSettings settings) {
        List<PortRange> ports = settings.ports().stream().map(PortRange::parse).toList();
        Rules rules = new Rules(
                AddressGuard.allowing(settings.allow()), ports, settings.connect(), settings.silence(), BACK_OFF);
        return new Web(name, settings, rules, Resolver.SYSTEM, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /** With other rules, names and certificates than those of the settings and the system. */
    public Web(String name, DownloadSettings settings, Rules rules, Resolver resolver, SSLSocketFactory tls) {
        this.watch = new ScheduledThreadPoolExecutor(1, work -> daemon(work, name + "-dial-watch"));
        this.watch.setRemoveOnCancelPolicy(true);
        this.dialer = new Dialer(rules, resolver, tls, watch);
        this.throttle = new Throttle(settings.bytesPerSecond().bytes(), System::nanoTime);
        this.objectBytesMax = settings.objectMax().bytes();
        this.threads = new ThreadPoolExecutor(
                settings.connections(),
                settings.connections(),
                REST_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> daemon(work, name + "-fetch"));
        this.threads.allowCoreThreadTimeOut(true);
    }

    /** A larger content is refused. */
    public long objectBytesMax() {
        return objectBytesMax;
    }

    /**
     * Runs that on a fetching thread, when its turn comes. False when the target is stopping.
     */
    public boolean run(Runnable work) {
        try {
            threads.execute(work);
            return true;
        } catch (java.util.concurrent.RejectedExecutionException stopping) {
            return false;
        }
    }

    /** Contents for one worker at a time, which keeps its last connection; close it. */
    public Visitor visitor(Hold hold, Throttle own) {
        return new Visitor(new Exchange(dialer, hold), hold, own);
    }

    /** No fetch begins any more; those under way are interrupted. */
    @Override
    public void close() {
        threads.shutdownNow();
        watch.shutdownNow();
        try {
            threads.awaitTermination(END_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** One worker's way to the web. One thread at a time. */
    public final class Visitor implements AutoCloseable {
        private final Exchange exchange;
        private final Hold hold;
        private final Throttle own;

        private Visitor(Exchange exchange, Hold hold, Throttle own) {
            this.exchange = exchange;
            this.hold = hold;
            this.own = own;
        }

        /**
         * Brings a content into the sink, whole, unless it is the one that is known.
         *
         * @throws FetchFailure if it cannot be had; the sink may have a part of it
         * @throws IOException of the sink
         */
        public Got fetch(WebUrl url, Wanted wanted, Sink sink) throws IOException {
            return new Fetch(dialer.rules(), exchange, hold, List.of(throttle, own), url, wanted, sink).run();
        }

        @Override
        public void close() {
            exchange.close();
        }
    }
}
