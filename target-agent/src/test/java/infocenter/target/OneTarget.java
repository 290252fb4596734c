package infocenter.target;

import infocenter.core.cluster.NodeId;
import infocenter.settings.ByteSize;
import infocenter.settings.DownloadSettings;
import infocenter.settings.Listen;
import infocenter.settings.LruSettings;
import infocenter.settings.MountSettings;
import infocenter.settings.TargetSettings;
import infocenter.settings.TransformSettings;
import infocenter.target.job.Jobs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A real target on free ports below a folder, and a client that talks to its public door. */
public final class OneTarget implements AutoCloseable {
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    final TargetSettings settings;
    final TargetNode node;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private OneTarget(TargetSettings settings) throws IOException {
        this.settings = settings;
        this.node = TargetNode.start(settings, web -> Jobs.all(settings, web));
    }

    static OneTarget start(String id, Path dir, String gatewayUrl) throws IOException {
        return new OneTarget(settings(id, dir, freePort(), freePort(), gatewayUrl));
    }

    static TargetSettings settings(String id, Path dir, int rest, int nodePort, String gatewayUrl) {
        return new TargetSettings(
                new NodeId(id),
                "",
                dir.resolve(id),
                new Listen("127.0.0.1", rest),
                new Listen("127.0.0.1", nodePort),
                List.of(new MountSettings(dir.resolve(id + "-mount"), new ByteSize(64 << 20))),
                List.of(gatewayUrl),
                2,
                100,
                DownloadSettings.STANDARD,
                Duration.ofSeconds(8),
                new LruSettings(90, 80, Duration.ofMinutes(10)),
                List.of(),
                TransformSettings.STANDARD,
                new ByteSize(0));
    }

    /** The same disks as another process. */
    OneTarget again() throws IOException {
        return new OneTarget(settings);
    }

    NodeId id() {
        return settings.id();
    }

    HttpResponse<String> send(String method, String pathAndQuery, String body, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node.publicUrl() + pathAndQuery))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body.isEmpty() && !method.equals("PUT")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> transfer(String method, String path, String body, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(settings.node().url() + path))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        method.equals("PUT")
                                ? HttpRequest.BodyPublishers.ofString(body)
                                : HttpRequest.BodyPublishers.noBody());
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
            throw new IOException(told);
        }
    }

    boolean ready() {
        try {
            return send("GET", "/health/ready", "").statusCode() == 200;
        } catch (IOException away) {
            return false;
        }
    }

    /** Never the same twice: the system may offer a port again that nobody has bound yet. */
    static int freePort() throws IOException {
        while (true) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (GIVEN.add(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            }
        }
    }

    @Override
    public void close() {
        node.close();
    }
}
