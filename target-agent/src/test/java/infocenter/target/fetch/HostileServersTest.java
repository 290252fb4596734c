package infocenter.target.fetch;

import static infocenter.target.fetch.ScriptedServer.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that keep a client waiting, or do not speak HTTP. */
class HostileServersTest {
    private ScriptedServer server;
    private Fetching fetching;

    @BeforeEach
    void open() throws IOException {
        server = new ScriptedServer();
        fetching = new Fetching();
    }

    @AfterEach
    void close() throws IOException {
        fetching.close();
        server.close();
    }

    @Test
    void silenceIsNoAnswer() {
        server.on("/a", (request, out) -> server.rest(60_000));
        refused("/a", "the time for an answer is over");
    }

    @Test
    void aHeadThatDripsIsNoAnswer() {
        server.on("/a", (request, out) -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
            drip(out, "X: y\r\n");
        });
        refused("/a", "the time for an answer is over");
    }

    @Test
    void aContentThatDripsIsTooSlow() {
        server.on("/a", (request, out) -> {
            head(out, "200 OK", "Content-Length: 100000");
            drip(out, "x");
        });
        refused("/a", "slower than 1024 bytes a second");
    }

    @Test
    void aContentThatFallsSilentHasStopped() {
        server.on("/a", (request, out) -> {
            head(out, "200 OK", "Content-Length: 100");
            out.write('x');
            out.flush();
            server.rest(60_000);
        });
        refused("/a", "nothing came for 400 ms");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.6\r\n",
                "HTTP/1.1 200 OK\r\nno field\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX: a\u0001b\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 206 Partial Content\r\nContent-Length: 1\r\nContent-Range: bytes 5-5/9\r\n\r\na"
            })
    void whatIsNoHttpIsRefusedAtOnce(String answer) {
        server.on("/a", (request, out) -> out.write(answer.getBytes(StandardCharsets.ISO_8859_1)));
        assertThatExceptionOfType(FetchFailure.class).isThrownBy(() -> fetching.fetch(server.url("/a")));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aHeadWithoutEndIsCutOff() {
        server.on("/a", (request, out) -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 20_000; i++) {
                out.write("X: yyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        });
        refused("/a", "longer than 65536 bytes");
    }

    private void refused(String path, String why) {
        assertThatExceptionOfType(FetchFailure.class)
                .isThrownBy(() -> fetching.fetch(server.url(path)))
                .withMessageContaining(why);
    }

    private void drip(OutputStream out, String drop) throws IOException {
        for (int i = 0; i < 1_000; i++) {
            out.write(drop.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            server.rest(50);
        }
    }
}
