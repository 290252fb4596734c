package infocenter.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import infocenter.bench.failover.Gateway;
import infocenter.bench.failover.Http;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table that has one row, A, with a finished run of attempt 2 at t1 and an aborted one of attempt 1 at t2. */
class EffectsTest {
    private static final String ROW = """
            {"id":"A","runs":[{"target":"t1","state":"finished","attempt":2},{"target":"t2","state":"aborted","attempt":1}]}
            """;

    @TempDir
    Path footprints;

    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean known = exchange.getRequestURI().getPath().endsWith("/A");
            byte[] bytes = (known ? ROW : "{}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 404, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void oneForEachAttemptIsRight() throws Exception {
        leave("A+1+t1", "A+2+t1", "A+1+t2");

        assertThat(wrong()).isEmpty();
        assertThat(Effects.count(footprints)).isEqualTo(3);
    }

    @Test
    void anAttemptThatRanTwiceIsWrong() throws Exception {
        leave("A+2+t1", "A+2+t1+again");

        assertThat(wrong()).containsExactly("attempt 2 of A ran twice at t1");
    }

    @Test
    void anAttemptThatTheTableDoesNotHaveIsWrong() throws Exception {
        leave("A+2+t1", "A+2+t2", "A+1+t3");

        assertThat(wrong()).hasSize(2).allMatch(text -> text.contains("ran where the table never sent it"));
    }

    @Test
    void aFinishedRunThatLeftNothingIsWrong() throws Exception {
        leave("A+1+t1");

        assertThat(wrong()).singleElement().asString().contains("has a finished run that left nothing: 2+t1");
    }

    @Test
    void whatNoGatewayKnowsIsWrong() throws Exception {
        leave("A+2+t1", "B+1+t1");

        assertThat(wrong()).singleElement().asString().contains("targets ran B, which no gateway knows");
    }

    private void leave(String... names) throws IOException {
        for (String name : names) {
            Files.createFile(footprints.resolve(name));
        }
    }

    private List<String> wrong() throws Exception {
        Gateway gateway = new Gateway(
                "g1", URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
        return Effects.wrong(new Http(), List.of(gateway), footprints, List.of("A"));
    }
}
