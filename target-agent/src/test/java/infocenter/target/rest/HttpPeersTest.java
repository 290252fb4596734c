package infocenter.target.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import infocenter.core.bucket.BucketName;
import infocenter.core.bucket.BucketRef;
import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.xaction.XactionId;
import infocenter.node.NodePaths;
import infocenter.node.TransferHeaders;
import infocenter.target.fetch.ScriptedServer;
import infocenter.target.job.JobContext;
import infocenter.target.run.MapCopy;
import infocenter.target.run.Maps;
import infocenter.target.store.Content;
import infocenter.target.store.CustomMetadata;
import infocenter.target.store.MountPath;
import infocenter.target.store.ObjectMetadata;
import infocenter.target.store.ObjectStore;
import infocenter.target.store.Reading;
import infocenter.target.store.StoreFailure;
import infocenter.target.store.StoreLimits;
import infocenter.target.store.VersionRule;
import infocenter.target.store.Writing;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fault of this target's own disk is none of the other target's, which is healthy here. */
class HttpPeersTest {
    private static final NodeId THERE = new NodeId("t2");
    private static final BucketRef BUCKET = new BucketRef(BucketName.of("b"), 5);
    private static final ObjectName NAME = new ObjectName("o");
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private ObjectStore store;
    private ScriptedServer there;
    private HttpPeers peers;
    private ObjectMetadata metadata;

    @BeforeEach
    void open() throws IOException {
        store = ObjectStore.open(
                List.of(new MountPath(folder.resolve("m"), 1 << 20)), StoreLimits.forHeap(64 << 20), Clock.systemUTC());
        try (Writing writing = store.write(BUCKET.id(), new ObjectName("mine"))) {
            writing.write(ByteBuffer.wrap(HELLO));
            writing.commit(new VersionRule.Next(1), CustomMetadata.EMPTY);
        }
        metadata = store.stat(BUCKET.id(), new ObjectName("mine")).orElseThrow();
        there = new ScriptedServer();
        MapCopy map = new MapCopy();
        map.take(Maps.of(9, 1, Maps.target("t2", 1, NodeState.UP, true, there.url(""))));
        peers = new HttpPeers(context(), map, 1);
    }

    @AfterEach
    void close() throws IOException {
        there.close();
        store.close();
    }

    private static JobContext context() {
        return (JobContext) Proxy.newProxyInstance(
                JobContext.class.getClassLoader(),
                new Class<?>[] {JobContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "self" -> new NodeId("t1");
                    case "homeOf" -> THERE;
                    case "xaction" -> new XactionId("x1");
                    case "mapVersion" -> 1L;
                    default -> null;
                });
    }

    @Test
    void aContentThatCannotBeReadIsNoFaultOfItsReceiver() {
        there.on(path(), (request, out) -> there.rest(60_000));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> peers.put(THERE, BUCKET, NAME, new Worn(metadata), new VersionRule.Next(1)))
                .isExactlyInstanceOf(IOException.class)
                .withMessage("the disk is worn");
        assertThat(there.requests()).as("nor is it tried again").hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aStoreThatTakesNothingIsNoFaultOfTheSender() throws IOException {
        there.on(path(), (request, out) -> {
            store.dropBucket(BUCKET.id());
            ScriptedServer.head(
                    out,
                    "200 OK",
                    "Content-Length: " + HELLO.length,
                    TransferHeaders.CHECKSUM + ": " + metadata.info().checksum(),
                    TransferHeaders.OBJECT_VERSION + ": 1.1",
                    TransferHeaders.CREATED + ": 1");
            out.write(HELLO);
            out.flush();
        });
        try (Writing into = store.write(BUCKET.id(), NAME)) {
            assertThatExceptionOfType(StoreFailure.BucketDropped.class)
                    .isThrownBy(() -> peers.fetch(THERE, BUCKET, NAME, into));
        }
    }

    @Test
    void whatComesWholeIsKept() throws IOException {
        there.on(path(), (request, out) -> {
            ScriptedServer.head(
                    out,
                    "200 OK",
                    "Content-Length: " + HELLO.length,
                    TransferHeaders.CHECKSUM + ": " + metadata.info().checksum(),
                    TransferHeaders.OBJECT_VERSION + ": 1.1",
                    TransferHeaders.CREATED + ": 1");
            out.write(HELLO);
            out.flush();
        });
        try (Writing into = store.write(BUCKET.id(), NAME)) {
            assertThat(peers.fetch(THERE, BUCKET, NAME, into)).isTrue();
        }
        try (Reading kept = store.read(BUCKET.id(), NAME).orElseThrow()) {
            kept.verify();
            assertThat(kept.size()).isEqualTo(HELLO.length);
        }
    }

    private static String path() {
        return NodePaths.OBJECTS + BUCKET.id() + "/" + NAME.value();
    }

    /** On a disk that can be read no more. */
    private record Worn(ObjectMetadata metadata) implements Content {
        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            throw new IOException("the disk is worn");
        }

        @Override
        public void close() {}
    }
}
