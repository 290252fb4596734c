package infocenter.target.rest;

import infocenter.core.bucket.BucketRef;
import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.node.NodePaths;
import infocenter.node.TransferHeaders;
import infocenter.target.job.JobContext;
import infocenter.target.job.PeerAway;
import infocenter.target.run.MapCopy;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One run's requests to other targets: who asks, how long is waited, what is tried again. Blocks the worker of the run's step. */
final class PeerRequests {
    private static final int CONNECT_MILLIS_MAX = 5_000;
    private static final int READ_MILLIS_MAX = 30_000;
    private static final int REFUSAL_BYTES_MAX = 4_096;
    private static final Duration ASK_AGAIN = Duration.ofMillis(300);

    /** A target that restarts, is out of its lease or has another map version for a moment is asked again for so long. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final JobContext context;
    private final MapCopy map;
    private final long incarnation;

    PeerRequests(JobContext context, MapCopy map, long incarnation) {
        this.context = context;
        this.map = map;
        this.incarnation = incarnation;
    }

    interface Call {
        int run(HttpURLConnection connection) throws IOException;
    }

    /**
     * The status, a good one or 404; what passes by itself is tried again for a while.
     *
     * @throws IOException what went wrong with this target's own content, as it is; or with a message that names the other target
     */
    int call(NodeId target, String method, BucketRef bucket, ObjectName name, Call call) throws IOException {
        long begin = System.nanoTime();
        while (true) {
            context.checkpoint();
            try {
                return once(target, method, bucket, name, call);
            } catch (Passing later) {
                if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                    throw new PeerAway(String.valueOf(later.getMessage()));
                }
                if (!method.equals("GET")
                        && !method.equals("HEAD")
                        && !context.homeOf(bucket.name(), name).equals(target)) {
                    throw new PeerAway("target " + target + " does not keep " + name + " any more");
                }
                context.pause(ASK_AGAIN);
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
        } catch (Refusal | Passing told) {
            throw told;
        } catch (ContentFailed ours) {
            throw ours.why();
        } catch (IOException broken) {
            throw new Passing("target " + target + " cannot be reached: " + broken.getMessage());
        } finally {
            if (!clean) {
                connection.disconnect();
            }
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
    static final class Refusal extends IOException {
        Refusal(String message) {
            super(message);
        }
    }
}
