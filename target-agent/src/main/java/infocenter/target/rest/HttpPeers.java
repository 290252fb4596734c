package infocenter.target.rest;

import infocenter.core.bucket.BucketRef;
import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.NodeId;
import infocenter.node.TransferHeaders;
import infocenter.target.job.JobContext;
import infocenter.target.job.Peers;
import infocenter.target.run.MapCopy;
import infocenter.target.store.Content;
import infocenter.target.store.CustomMetadata;
import infocenter.target.store.ObjectMetadata;
import infocenter.target.store.ObjectVersion;
import infocenter.target.store.VersionRule;
import infocenter.target.store.Writing;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * One run's calls to other targets over their node doors. Blocks the worker of the run's step; connections are kept alive by the JDK.
 */
public final class HttpPeers implements Peers {
    private final JobContext context;
    private final MapCopy map;
    private final PeerRequests requests;

    /** For that run of the target's incarnation. */
    public HttpPeers(JobContext context, MapCopy map, long incarnation) {
        this.context = context;
        this.map = map;
        this.requests = new PeerRequests(context, map, incarnation);
    }

    @Override
    public void put(NodeId target, BucketRef bucket, ObjectName name, Content content, VersionRule rule)
            throws IOException {
        requireFound(target, bucket, put(target, bucket, name, content, rule, bytes -> {}) ? 200 : 404);
    }

    private static void requireFound(NodeId target, BucketRef bucket, int status) throws IOException {
        if (status == 404) {
            throw new IOException(
                    "target " + target + " refused: bucket " + bucket.name().shown() + " does not exist");
        }
    }

    @Override
    public boolean move(
            NodeId target, BucketRef bucket, Content content, VersionRule.Exactly rule, IntConsumer beforeBytes)
            throws IOException {
        return put(target, bucket, content.metadata().info().name(), content, rule, beforeBytes);
    }

    @Override
    public boolean bury(NodeId target, BucketRef bucket, ObjectName name, VersionRule.Exactly rule) throws IOException {
        int status = requests.call(target, "DELETE", bucket, name, connection -> {
            describe(connection, rule);
            return connection.getResponseCode();
        });
        return status != 404;
    }

    @Override
    public Optional<Found> find(NodeId target, BucketRef bucket, ObjectName name) throws IOException {
        AtomicReference<Found> found = new AtomicReference<>();
        requests.call(target, "HEAD", bucket, name, connection -> {
            int status = connection.getResponseCode();
            String version = connection.getHeaderField(TransferHeaders.OBJECT_VERSION);
            if (version != null) {
                found.set(new Found(ObjectVersion.parse(version), status == 404));
            }
            return status;
        });
        return Optional.ofNullable(found.get());
    }

    @Override
    public boolean fetch(NodeId target, BucketRef bucket, ObjectName name, Writing into) throws IOException {
        AtomicBoolean whole = new AtomicBoolean();
        requests.call(target, "GET", bucket, name, connection -> {
            int status = connection.getResponseCode();
            if (status == 200) {
                receive(connection, into);
                whole.set(true);
            }
            return status;
        });
        return whole.get();
    }

    private void receive(HttpURLConnection connection, Writing into) throws IOException {
        if (into.size() > 0) {
            throw new PeerRequests.Refusal("the connection broke in the middle of " + connection.getURL());
        }
        byte[] piece = new byte[DoorLimits.CHUNK_BYTES];
        // Closed by whoever drains it: one that is closed already cannot be told from one that broke.
        InputStream body = connection.getInputStream();
        for (int got = body.read(piece); got >= 0; got = body.read(piece)) {
            context.checkpoint();
            keep(into, ByteBuffer.wrap(piece, 0, got));
        }
        String told = connection.getHeaderField(TransferHeaders.CHECKSUM);
        if (told == null || !told.equals(Checksums.text(into))) {
            throw new PeerRequests.Refusal("what came of " + connection.getURL() + " has not its checksum");
        }
        String version = connection.getHeaderField(TransferHeaders.OBJECT_VERSION);
        String created = connection.getHeaderField(TransferHeaders.CREATED);
        try {
            VersionRule.Exactly rule = new VersionRule.Exactly(
                    ObjectVersion.parse(String.valueOf(version)), Long.parseLong(created), context.mapVersion());
            commit(into, rule, CustomMetadata.of(MetaHeaders.answered(connection.getHeaderFields())));
        } catch (IllegalArgumentException unsaid) {
            throw new PeerRequests.Refusal(connection.getURL() + " does not say its version and date");
        }
    }

    private static void keep(Writing into, ByteBuffer piece) throws ContentFailed {
        try {
            into.write(piece);
        } catch (IOException failed) {
            throw new ContentFailed(failed);
        }
    }

    private static void commit(Writing into, VersionRule rule, CustomMetadata custom) throws ContentFailed {
        try {
            into.commit(rule, custom);
        } catch (IOException failed) {
            throw new ContentFailed(failed);
        }
    }

    private boolean put(
            NodeId target,
            BucketRef bucket,
            ObjectName name,
            Content content,
            VersionRule rule,
            IntConsumer beforeBytes)
            throws IOException {
        int status = requests.call(target, "PUT", bucket, name, connection -> {
            describe(connection, content.metadata(), rule);
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(content.size());
            try (OutputStream out = connection.getOutputStream()) {
                send(content, out, beforeBytes);
            }
            return connection.getResponseCode();
        });
        return status != 404;
    }

    @Override
    public boolean has(NodeId target, BucketRef bucket, ObjectName name, ObjectMetadata wanted) throws IOException {
        if (!map.view().former().isEmpty()) {
            // While objects move, what is there may be older than what a former home has.
            return false;
        }
        AtomicBoolean same = new AtomicBoolean();
        requests.call(target, "HEAD", bucket, name, connection -> {
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
        if (!map.view().former().isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> found = new TreeMap<>();
        int status = requests.call(target, "HEAD", bucket, name, connection -> {
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
        int status = requests.call(target, "PUT", bucket, name, connection -> {
            describe(connection, custom);
            StreamedBody body = new StreamedBody(connection);
            body.write(content);
            return connection.getResponseCode();
        });
        requireFound(target, bucket, status);
    }

    @Override
    public boolean delete(NodeId target, BucketRef bucket, ObjectName name) throws IOException {
        return requests.call(target, "DELETE", bucket, name, HttpURLConnection::getResponseCode) != 404;
    }

    private static void describe(HttpURLConnection connection, ObjectMetadata metadata, VersionRule rule) {
        describe(connection, metadata.custom());
        connection.setRequestProperty(TransferHeaders.CHECKSUM, metadata.info().checksum());
        if (rule instanceof VersionRule.Exactly exactly) {
            describe(connection, exactly);
        }
    }

    private static void describe(HttpURLConnection connection, CustomMetadata custom) {
        connection.setRequestProperty("Content-Type", "application/octet-stream");
        custom.entries()
                .forEach((key, value) -> connection.setRequestProperty(
                        TransferHeaders.META_PREFIX + PercentText.encodeAll(key), PercentText.encodeAll(value)));
    }

    private static void describe(HttpURLConnection connection, VersionRule.Exactly rule) {
        connection.setRequestProperty(
                TransferHeaders.OBJECT_VERSION, rule.version().toString());
        connection.setRequestProperty(TransferHeaders.CREATED, Long.toString(rule.createdMillis()));
        connection.setRequestProperty(TransferHeaders.MAP_VERSION, Long.toString(rule.mapVersion()));
    }

    private void send(Content content, OutputStream out, IntConsumer beforeBytes) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.max(1, Math.min(DoorLimits.CHUNK_BYTES, content.size())));
        long position = 0;
        while (position < content.size()) {
            context.checkpoint();
            int got = read(content, piece.clear(), position);
            if (got < 0) {
                throw new PeerRequests.Refusal(content.metadata().info().name() + " became shorter while it was sent");
            }
            position += got;
            beforeBytes.accept(got);
            out.write(piece.array(), 0, got);
        }
    }

    private static int read(Content content, ByteBuffer into, long position) throws ContentFailed {
        try {
            return content.read(into, position);
        } catch (IOException failed) {
            throw new ContentFailed(failed);
        }
    }
}
