package infocenter.target.transform;

import infocenter.core.transform.Means;
import infocenter.core.transform.Transformer;
import infocenter.settings.CommandSettings;
import infocenter.settings.TransformSettings;
import infocenter.target.job.TransformFailed;
import infocenter.target.job.Transforms;
import infocenter.target.store.Reading;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transformers by the means that the settings of this target allow: commands by name, services by host. Nothing else can be run or reached,
 * whatever is registered.
 */
public final class StreamingTransforms implements Transforms, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamingTransforms.class);
    private static final List<Path> PRLIMIT = List.of(Path.of("/usr/bin/prlimit"), Path.of("/bin/prlimit"));

    /** Connections to one service; transformations are far fewer. */
    private static final int CONNECTIONS_MAX = 1_024;

    private final TransformSettings settings;
    private final Path folder;
    private final HttpClient client;
    private final Threads threads;
    private final List<String> limiter;

    private StreamingTransforms(String name, TransformSettings settings, Path folder, Vertx vertx) {
        this.settings = settings;
        this.folder = folder;
        this.threads = new Threads(name, settings.parallel(), settings.reads());
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(false), new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX));
        this.limiter = limiter(settings);
    }

    /**
     * For one target.
     *
     * @param dataDir gets an empty folder in which commands run
     */
    public static StreamingTransforms open(String name, TransformSettings settings, Path dataDir, Vertx vertx)
            throws IOException {
        Path folder = Files.createDirectories(dataDir.resolve("commands"));
        return new StreamingTransforms(name, settings, folder, vertx);
    }

    /** What stands in front of a command so that it cannot take all memory. */
    private static List<String> limiter(TransformSettings settings) {
        for (Path prlimit : PRLIMIT) {
            if (Files.isExecutable(prlimit)) {
                return List.of(prlimit.toString(), "--as=" + settings.memory().bytes(), "--core=0", "--");
            }
        }
        if (!settings.commands().isEmpty()) {
            LOG.atWarn().log("there is no prlimit here: the memory of commands is not limited");
        }
        return List.of();
    }

    @Override
    public @Nullable String refusal(Transformer transformer) {
        if (transformer.means() instanceof Means.AllowedCommand allowed) {
            return command(allowed.command()) == null
                    ? "needs command " + allowed.command() + ", which this target does not allow (transform.commands)"
                    : null;
        }
        String url = ((Means.HttpService) transformer.means()).url();
        return allowed(url) ? null : "needs " + url + ", whose host this target does not allow (transform.hosts)";
    }

    @Override
    public void work(Runnable piece) {
        threads.job(piece);
    }

    @Override
    public boolean read(Runnable piece) {
        return threads.read(piece);
    }

    @Override
    public long through(Transformer transformer, Reading content, Output output, Runnable check) throws IOException {
        check.run();
        try (Conduit conduit = conduit(transformer, content.size())) {
            return new Passage(transformer, content, conduit).run(threads, output, check);
        }
    }

    /** Ends the threads; those that wait for a transformer end it first. */
    @Override
    public void close() {
        threads.close();
        client.close();
    }

    private Conduit conduit(Transformer transformer, long size) throws TransformFailed {
        String refusal = refusal(transformer);
        if (refusal != null) {
            throw TransformFailed.because("transformer " + transformer.name() + " " + refusal);
        }
        if (transformer.means() instanceof Means.HttpService service) {
            return HttpConduit.open(client, service.url(), size);
        }
        String name = ((Means.AllowedCommand) transformer.means()).command();
        List<String> argv = new ArrayList<>(limiter);
        CommandSettings command = command(name);
        if (command != null) {
            argv.addAll(command.argv());
        }
        return CommandConduit.start(name, argv, folder, threads);
    }

    private @Nullable CommandSettings command(String name) {
        return settings.commands().stream()
                .filter(command -> command.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private boolean allowed(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
        if (uri.getHost() == null) {
            return false;
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        int port = uri.getPort() > 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
        return settings.hosts().stream()
                .map(allowed -> allowed.toLowerCase(Locale.ROOT))
                .anyMatch(allowed -> allowed.equals(host) || allowed.equals(host + ":" + port));
    }
}
