package infocenter.target.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that has answered may hang up at once, long before a slow reader has read. */
class IncomingTest {
    private static final int ANSWERS = 400;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false));
    private ServerSocket server;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    /** The end of the connection overtakes what is queued, in about one of thirty answers here: so there are many. */
    @Test
    void allThatCameIsReadAlthoughTheServiceHungUp() throws Exception {
        String body = "a piece of the answer.".repeat(20_000);
        for (int i = 0; i < ANSWERS; i++) {
            Incoming incoming = answered("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            assertThat(incoming.readAllBytes()).as("answer %s", i).hasSize(body.length());
        }
    }

    @Test
    void anAnswerThatBreaksOffIsNoEnd() throws Exception {
        Incoming incoming = answered("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbroken off");
        assertThat(incoming.readNBytes(10)).asString(StandardCharsets.US_ASCII).isEqualTo("broken off");
        assertThatThrownBy(incoming::read).isInstanceOf(IOException.class).hasMessageContaining("closed");
    }

    private Incoming answered(String text) {
        CompletableFuture.runAsync(() -> serve(text));
        Incoming incoming = new Incoming();
        client.request(HttpMethod.GET, server.getLocalPort(), "127.0.0.1", "/").onSuccess(request -> {
            request.exceptionHandler(broken -> {});
            request.send().onSuccess(incoming::from);
        });
        return incoming;
    }

    private void serve(String text) {
        try (Socket socket = server.accept()) {
            String head = "";
            while (!head.endsWith("\r\n\r\n")) {
                head += (char) socket.getInputStream().read();
            }
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
