package infocenter.target.rest;

import infocenter.core.bucket.BucketRef;
import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.node.NodePaths;
import infocenter.node.TransferHeaders;
import infocenter.target.job.JobContext;
import infocenter.target.job.Peers;
import infocenter.target.job.Stopped;
import infocenter.target.run.MapCopy;
import infocenter.target.store.Content;
import infocenter.target.store.CustomMetadata;
import infocenter.target.store.ObjectMetadata;
import infocenter.target.store.VersionRule;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One run's calls to other targets over their node doors. Blocks the worker of the run's step; connections are kept alive by the JDK.
 */
public final class HttpPeers implements Peers {
    private static final int CONNECT_MILLIS_MAX = 5_000;
    private static final int READ_MILLIS_MAX = 30_000;
    private static final int REFUSAL_BYTES_MAX = 4_096;
    private static final int PAUSE_MILLIS = 300;

    /** A target that restarts, is out of its lease or has another map version for a moment is asked again for so long. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final JobContext context;
    private final MapCopy map;
    private final long incarnation;

    /** For that run of the target's incarnation. */
    public HttpPeers(JobContext context, MapCopy map, long incarnation) {
        this.context = context;
        this.map = map;
        this.incarnation = incarnation;
    }

    private interface Call {
        int run(HttpURLConnection connection) throws IOException;
    }

    @Override
    public void put(NodeId target, BucketRef bucket, ObjectName name, Content content, VersionRule rule)
            throws IOException {
        int status = call(target, "PUT", bucket, name, connection -> {
            describe(connection, content.metadata(), rule);
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(content.size());
            try (OutputStream out = connection.getOutputStream()) {
                send(content, out);
            }
            return connection.getResponseCode();
        });
        requireFound(target, bucket, status);
    }

    private static void requireFound(NodeId target, BucketRef bucket, int status) throws IOException {
        if (status == 404) {
            throw new IOException(
                    "target " + target + " refused: bucket " + bucket.name().shown() + " does not exist");
        }
    }

    @Override
    public boolean has(NodeId target, BucketRef bucket, ObjectName name, ObjectMetadata wanted) throws IOException {
        AtomicBoolean same = new AtomicBoolean();
        call(target, "HEAD", bucket, name, connection -> {
            int status = connection.getResponseCode();
            same.set(status == 200
                    && connection.getContentLengthLong() == wanted.info().size()
                    && wanted.info().checksum().equals(connection.getHeaderField(TransferHeaders.CHECKSUM))
                    && MetaHeaders.answered(connection.getHeaderFields())
                            .equals(wanted.custom().entries()));
            return status;
        });
        return same.get();
    }

    @Override
    public Optional<CustomMetadata> custom(NodeId target, BucketRef bucket, ObjectName name) throws IOException {
        Map<String, String> found = new TreeMap<>();
        int status = call(target, "HEAD", bucket, name, connection -> {
            int answered = connection.getResponseCode();
            found.clear();
            found.putAll(MetaHeaders.answered(connection.getHeaderFields()));
            return answered;
        });
        return status == 404 ? Optional.empty() : Optional.of(CustomMetadata.of(found));
    }

    @Override
    public void stream(NodeId target, BucketRef bucket, ObjectName name, CustomMetadata custom, Streaming content)
            throws IOException {
        int status;
        try {
            status = call(target, "PUT", bucket, name, connection -> {
                describe(connection, custom);
                StreamedBody body = new StreamedBody(connection);
                body.write(content);
                return connection.getResponseCode();
            });
        } catch (StreamedBody.ContentFailed failed) {
            throw failed.why();
        }
        requireFound(target, bucket, status);
    }

    @Override
    public boolean delete(NodeId target, BucketRef bucket, ObjectName name) throws IOException {
        return call(target, "DELETE", bucket, name, HttpURLConnection::getResponseCode) != 404;
    }

    /** The status, a good one or 404; what passes by itself is tried again for a while. */
    private int call(NodeId target, String method, BucketRef bucket, ObjectName name, Call call) throws IOException {
        long begin = System.nanoTime();
        while (true) {
            context.checkpoint();
            try {
                return once(target, method, bucket, name, call);
            } catch (Passing later) {
                if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                    throw new IOException(later.getMessage(), later);
                }
                pause();
            }
        }
    }

    private int once(NodeId target, String method, BucketRef bucket, ObjectName name, Call call) throws IOException {
        HttpURLConnection connection = open(target, method, bucket, name);
        boolean clean = false;
        try {
            int status = call.run(connection);
            if (status == 503) {
                throw new Passing("target " + target + " refused: " + refusal(connection, status));
            }
            if (status >= 300 && status != 404) {
                throw new Refusal("target " + target + " refused: " + refusal(connection, status));
            }
            drain(status == 404 ? connection.getErrorStream() : connection.getInputStream());
            clean = true;
            return status;
        } catch (Refusal | Passing | StreamedBody.ContentFailed told) {
            throw told;
        } catch (IOException broken) {
            throw new Passing("target " + target + " cannot be reached: " + broken.getMessage());
        } finally {
            if (!clean) {
                connection.disconnect();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
    }

    private HttpURLConnection open(NodeId target, String method, BucketRef bucket, ObjectName name) throws IOException {
        MapCopy.View view = map.view();
        Node node = view.node(target).orElseThrow(() -> new Refusal("target " + target + " is not in the map"));
        String url =
                node.addresses().nodeUrl() + NodePaths.OBJECTS + bucket.id() + "/" + PercentText.encode(name.value());
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setConnectTimeout(CONNECT_MILLIS_MAX);
        connection.setReadTimeout(READ_MILLIS_MAX);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestProperty(TransferHeaders.SENDER, context.self().value());
        connection.setRequestProperty(TransferHeaders.INCARNATION, Long.toString(incarnation));
        connection.setRequestProperty(TransferHeaders.MAP_VERSION, Long.toString(view.placementVersion()));
        connection.setRequestProperty(TransferHeaders.XACTION, context.xaction().value());
        return connection;
    }

    private static void describe(HttpURLConnection connection, ObjectMetadata metadata, VersionRule rule) {
        describe(connection, metadata.custom());
        connection.setRequestProperty(TransferHeaders.CHECKSUM, metadata.info().checksum());
        if (rule instanceof VersionRule.Exactly exactly) {
            connection.setRequestProperty(
                    TransferHeaders.OBJECT_VERSION, exactly.version().toString());
            connection.setRequestProperty(TransferHeaders.CREATED, Long.toString(exactly.createdMillis()));
        }
    }

    private static void describe(HttpURLConnection connection, CustomMetadata custom) {
        connection.setRequestProperty("Content-Type", "application/octet-stream");
        custom.entries()
                .forEach((key, value) -> connection.setRequestProperty(
                        TransferHeaders.META_PREFIX + PercentText.encodeAll(key), PercentText.encodeAll(value)));
    }

    private void send(Content content, OutputStream out) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.max(1, Math.min(DoorLimits.CHUNK_BYTES, content.size())));
        long position = 0;
        while (position < content.size()) {
            context.checkpoint();
            int got = content.read(piece.clear(), position);
            if (got < 0) {
                throw new Refusal(content.metadata().info().name() + " became shorter while it was sent");
            }
            position += got;
            out.write(piece.array(), 0, got);
        }
    }

    private static String refusal(HttpURLConnection connection, int status) throws IOException {
        String text;
        try (InputStream body = connection.getErrorStream()) {
            text = body == null ? "" : new String(body.readNBytes(REFUSAL_BYTES_MAX), StandardCharsets.UTF_8);
        }
        try {
            return status + " " + new JsonObject(text).getString("detail", text);
        } catch (DecodeException noProblem) {
            return status + " " + text;
        }
    }

    /** A connection whose answer was read whole can serve the next call. */
    private static void drain(@Nullable InputStream body) throws IOException {
        if (body != null) {
            try (body) {
                body.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    /** It may go better in a moment. */
    private static final class Passing extends IOException {
        Passing(String message) {
            super(message);
        }
    }

    /** An answer, so that trying again is no use. */
    private static final class Refusal extends IOException {
        Refusal(String message) {
            super(message);
        }
    }
}
