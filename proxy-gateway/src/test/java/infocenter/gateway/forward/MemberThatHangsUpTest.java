package infocenter.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.gateway.map.ClusterMapView;
import infocenter.gateway.map.MapFollower;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A member that has answered may hang up at once, as one does that stops, long before a slow client has read. */
@Timeout(120)
class MemberThatHangsUpTest implements MapFollower {
    private static final int ANSWERS = 60;
    private static final byte[] BODY = "a piece of the answer.".repeat(20_000).getBytes(StandardCharsets.US_ASCII);

    private final Vertx vertx = Vertx.vertx();
    private final HttpForwardToMember forward =
            new HttpForwardToMember(vertx, "g4", () -> false, this, System::nanoTime);
    private ServerSocket member;

    @BeforeEach
    void open() throws IOException {
        member = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws Exception {
        member.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    /** The end of the connection overtakes what is queued, in some answers only: so there are many. */
    @Test
    void allThatItSentReachesTheClient() throws Exception {
        int door = door();
        for (int i = 0; i < ANSWERS; i++) {
            assertThat(answered(door, BODY.length, BODY)).as("answer %s", i).isEqualTo(BODY.length);
        }
    }

    @Test
    void anAnswerThatBreaksOffBreaksOffAtTheClientToo() throws Exception {
        assertThat(answered(door(), BODY.length + 1, BODY)).isLessThanOrEqualTo(BODY.length);
    }

    /** Bytes of the body that reach the client before the connection ends, or before they are as many as were promised. */
    private int answered(int door, int promised, byte[] sent) throws Exception {
        CompletableFuture<Void> served = CompletableFuture.runAsync(() -> serve(promised, sent));
        int bytes = 0;
        try (Socket client = new Socket()) {
            client.setReceiveBufferSize(4 * 1024);
            client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), door));
            client.getOutputStream().write("GET /x HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            InputStream in = client.getInputStream();
            assertThat(head(in)).startsWith("HTTP/1.1 200 ").contains("content-length: " + promised);
            byte[] piece = new byte[8 * 1024];
            for (int n = in.read(piece); n > 0; n = bytes < promised ? in.read(piece) : 0) {
                bytes += n;
            }
        }
        served.get(60, TimeUnit.SECONDS);
        return bytes;
    }

    private void serve(int promised, byte[] sent) {
        try (Socket socket = member.accept()) {
            head(socket.getInputStream());
            socket.getOutputStream()
                    .write(("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + promised + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(sent);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no answer: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private int door() {
        // What a slow client has not read waits here, and not in the kernel.
        return vertx.createHttpServer(new HttpServerOptions().setSendBufferSize(8 * 1024))
                .requestHandler(request -> forward.forward(request, request.path(), Duration.ofSeconds(60)))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    @Override
    public ClusterMapView view() {
        return ForwardToMemberTest.map(List.of("http://127.0.0.1:" + member.getLocalPort()));
    }

    @Override
    public CompletableFuture<ClusterMapView> newer() {
        return CompletableFuture.completedFuture(view());
    }
}
