package infocenter.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import infocenter.settings.Listen;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever was let in is answered, also when the listener shuts down between the connection and the request. */
@Timeout(120)
class ListenersTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int ROUNDS = 10;
    private static final String HEAD = "GET / HTTP/1.1\r\nHost: here\r\n\r\n";

    private final Vertx vertx = Vertx.vertx();
    private int port;

    @BeforeEach
    void findPort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void aRequestOnItsWayWhenTheListenerShutsDownIsAnsweredAndTheConnectionEnds() throws Exception {
        Listeners door = door(LONG);
        try (Socket client = new Socket("127.0.0.1", port)) {
            askedOnce(client);
            CompletableFuture<Void> drained = CompletableFuture.runAsync(() -> door.drain(LONG));
            awaitNoMoreLetIn();

            // In two pieces: the first is no request yet.
            send(client, HEAD.substring(0, 9));
            send(client, HEAD.substring(9));

            String all = new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(all).startsWith("HTTP/1.1 200 ").endsWith("done");
            drained.get(60, TimeUnit.SECONDS);
        }
    }

    /** Clients that come back on a connection of their own for each request, as they were told to. */
    @Test
    void whoeverComesWhileTheListenerShutsDownIsAnsweredOrRefused() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            findPort();
            Listeners door = door(LONG);
            AtomicInteger answered = new AtomicInteger();
            List<CompletableFuture<Void>> clients = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                clients.add(CompletableFuture.runAsync(() -> askUntilRefused(answered)));
            }
            await().atMost(LONG).untilAtomic(answered, Matchers.greaterThan(20));

            door.drain(LONG);

            for (CompletableFuture<Void> client : clients) {
                client.get(60, TimeUnit.SECONDS);
            }
        }
    }

    private void askUntilRefused(AtomicInteger answered) {
        while (true) {
            try (Socket client = new Socket("127.0.0.1", port)) {
                askedOnce(client);
                answered.incrementAndGet();
            } catch (SocketException refused) {
                // Or reset by the kernel, which had taken it in when the listener closed: nobody here ever saw it.
                return;
            } catch (IOException cut) {
                throw new UncheckedIOException(cut);
            }
        }
    }

    @Test
    void aConnectionWithoutARequestEndsAfterAMoment() throws Exception {
        Listeners door = door(Duration.ofMillis(50));
        try (Socket client = new Socket("127.0.0.1", port)) {
            askedOnce(client);
            CompletableFuture<Void> drained = CompletableFuture.runAsync(() -> door.drain(LONG));

            assertThat(client.getInputStream().read()).isEqualTo(-1);
            drained.get(60, TimeUnit.SECONDS);
        }
    }

    private Listeners door(Duration linger) throws IOException {
        return Listeners.bind(
                vertx,
                "rest",
                new Listen("127.0.0.1", port),
                2,
                request -> request.response().end("done"),
                linger.toMillis());
    }

    /** So the server knows the connection. */
    private static void askedOnce(Socket client) throws IOException {
        send(client, HEAD);
        String answer = "";
        while (!answer.endsWith("done")) {
            int next = client.getInputStream().read();
            if (next < 0) {
                throw new IOException("cut off after: " + answer);
            }
            answer += (char) next;
        }
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
    }

    private void awaitNoMoreLetIn() {
        await().atMost(LONG).until(() -> {
            try (Socket another = new Socket("127.0.0.1", port)) {
                return false;
            } catch (ConnectException refused) {
                return true;
            }
        });
    }
}
