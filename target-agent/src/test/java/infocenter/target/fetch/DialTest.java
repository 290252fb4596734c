package infocenter.target.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a connection reaches: the judged address, and nobody but the named host. */
class DialTest {
    private static final byte[] CONTENT = "hello".getBytes(StandardCharsets.US_ASCII);
    private static final List<String> LOOPBACK = List.of("127.0.0.0/8");
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path folder;

    private static SSLContext tls;

    @BeforeAll
    static void certificate() throws Exception {
        Path file = folder.resolve("good.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD),
                        "-alias",
                        "good",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=good.test",
                        "-ext",
                        "san=dns:good.test")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    }

    @Test
    void tlsProvesTheNameOfTheUrlAndNotTheAddress() throws Exception {
        Resolver loopback = host -> new InetAddress[] {InetAddress.getByName("127.0.0.1")};
        try (ScriptedServer server = new ScriptedServer(tls.getServerSocketFactory());
                Fetching fetching = new Fetching(LOOPBACK, loopback, tls.getSocketFactory())) {
            server.serve("/a", CONTENT, "");
            fetching.fetch("https://good.test:" + server.port() + "/a");
            assertThat(fetching.text()).isEqualTo("hello");
            refused(fetching, "https://other.test:" + server.port() + "/a", "TLS: ");
            refused(fetching, "https://127.0.0.1:" + server.port() + "/a", "TLS: ");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aCertificateThatNobodyTrustsIsRefused() throws Exception {
        Resolver loopback = host -> new InetAddress[] {InetAddress.getByName("127.0.0.1")};
        try (ScriptedServer server = new ScriptedServer(tls.getServerSocketFactory());
                Fetching fetching =
                        new Fetching(LOOPBACK, loopback, (SSLSocketFactory) SSLSocketFactory.getDefault())) {
            refused(fetching, "https://good.test:" + server.port() + "/a", "TLS: ");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aHandshakeThatNeverEndsIsCutOff() throws Exception {
        Resolver loopback = host -> new InetAddress[] {InetAddress.getByName("127.0.0.1")};
        try (java.net.ServerSocket mute = new java.net.ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
                Fetching fetching = new Fetching(LOOPBACK, loopback, tls.getSocketFactory())) {
            refused(fetching, "https://good.test:" + mute.getLocalPort() + "/a", "(tries: 2)");
        }
    }

    @Test
    void aServerFromHttpsDoesNotLeadToHttp() throws Exception {
        Resolver loopback = host -> new InetAddress[] {InetAddress.getByName("127.0.0.1")};
        try (ScriptedServer server = new ScriptedServer(tls.getServerSocketFactory());
                Fetching fetching = new Fetching(LOOPBACK, loopback, tls.getSocketFactory())) {
            server.on(
                    "/a",
                    (request, out) -> ScriptedServer.head(
                            out, "302 Found", "Location: http://good.test:8080/", "Content-Length: 0"));
            refused(fetching, "https://good.test:" + server.port() + "/a", "redirected from https to http");
        }
    }

    /** The name service first says a public address and then a private one: whatever it says later is never asked for. */
    @Test
    void aNameIsResolvedOnceForAConnection() throws Exception {
        List<String> asked = new ArrayList<>();
        Resolver rebinding = host -> {
            asked.add(host);
            return new InetAddress[] {InetAddress.getByName(asked.size() == 1 ? "127.0.0.2" : "127.0.0.1")};
        };
        try (ScriptedServer server = new ScriptedServer();
                Fetching fetching = new Fetching(
                        List.of("127.0.0.2"), rebinding, (SSLSocketFactory) SSLSocketFactory.getDefault())) {
            fetching.retries = 0;
            refused(fetching, "http://name.test:" + server.port() + "/a", "cannot connect to 127.0.0.2");
            assertThat(asked).containsExactly("name.test");
            refused(
                    fetching,
                    "http://name.test:" + server.port() + "/a",
                    "address 127.0.0.1 of name.test may not be connected to: it is loopback");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void ofSeveralAddressesOnlyTheAdmittedOnesAreTried() throws Exception {
        Resolver both =
                host -> new InetAddress[] {InetAddress.getByName("10.0.0.1"), InetAddress.getByName("127.0.0.1")};
        try (ScriptedServer server = new ScriptedServer();
                Fetching fetching = new Fetching(LOOPBACK, both, (SSLSocketFactory) SSLSocketFactory.getDefault())) {
            server.serve("/a", CONTENT, "");
            fetching.fetch("http://name.test:" + server.port() + "/a");
            assertThat(fetching.text()).isEqualTo("hello");
            assertThat(server.requests().get(0).fields()).containsEntry("host", "name.test:" + server.port());
        }
    }

    @Test
    void anUnknownHostIsAFailureThatMayPass() throws Exception {
        Resolver nobody = host -> {
            throw new UnknownHostException(host);
        };
        try (Fetching fetching = new Fetching(LOOPBACK, nobody, (SSLSocketFactory) SSLSocketFactory.getDefault())) {
            refused(fetching, "http://name.test:8080/a", "host name.test is unknown (tries: 2)");
        }
    }

    @Test
    void withoutPermissionNothingOnLoopbackIsReached() throws IOException {
        try (ScriptedServer server = new ScriptedServer();
                Fetching fetching =
                        new Fetching(List.of(), Resolver.SYSTEM, (SSLSocketFactory) SSLSocketFactory.getDefault())) {
            refused(fetching, server.url("/a"), "may not be connected to: it is loopback");
            refused(fetching, "http://localhost:" + server.port() + "/a", "it is loopback");
            assertThat(server.connected()).isZero();
        }
    }

    private static void refused(Fetching fetching, String url, String why) {
        assertThatExceptionOfType(FetchFailure.class)
                .isThrownBy(() -> fetching.fetch(url))
                .withMessageContaining(why);
    }
}
