package infocenter.target.rest;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.NodeId;
import infocenter.core.transform.Means;
import infocenter.core.transform.TransformBounds;
import infocenter.core.transform.Transformer;
import infocenter.core.transform.TransformerName;
import infocenter.node.ClusterMap;
import infocenter.settings.ByteSize;
import infocenter.settings.CommandSettings;
import infocenter.settings.TransformSettings;
import infocenter.target.run.MapCopy;
import infocenter.target.run.Maps;
import infocenter.target.store.MountPath;
import infocenter.target.store.ObjectStore;
import infocenter.target.store.StoreLimits;
import infocenter.target.transform.StreamingTransforms;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransformedReadsTest {
    private static final Transformer CAT = new Transformer(
            new TransformerName("cat"), new Means.AllowedCommand("cat"), TransformBounds.STANDARD, 1, 0);

    @TempDir
    Path folder;

    @Test
    void anObjectThatHasGoneSinceItWasFoundIsAskedForAgain() throws Exception {
        Vertx vertx = Vertx.vertx();
        TransformSettings settings = new TransformSettings(
                List.of(new CommandSettings("cat", List.of("/bin/cat"))), List.of(), 1, 1, ByteSize.parse("256MiB"));
        MapCopy map = new MapCopy();
        ClusterMap plain = Maps.of(9, 1, Maps.target("t1", 1, true));
        map.take(new ClusterMap(null, plain.cluster(), List.of(), 9, 0, 0, List.of(CAT)));
        try (ObjectStore store = ObjectStore.open(
                        List.of(new MountPath(folder.resolve("m"), 1 << 20)),
                        StoreLimits.forHeap(64 << 20),
                        Clock.systemUTC());
                StreamingTransforms transforms = StreamingTransforms.open("t1", settings, folder, vertx)) {
            TransformedReads reads = new TransformedReads(
                    vertx, new Routing(new Authority(new NodeId("t1"), map, null), null), store, transforms);
            HttpServer server = vertx.createHttpServer()
                    .requestHandler(request ->
                            reads.send(request, ObjectAddress.of(request, request.path()), new Place(5, 1, null)))
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + "/ic/v1/buckets/b/objects/"
                    + new ObjectName("o") + "?transform=cat");

            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode() + answer.body()).startsWith("503").contains("moving");
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
