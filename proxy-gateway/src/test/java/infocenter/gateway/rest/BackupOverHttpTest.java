package infocenter.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import infocenter.client.IcFailure;
import infocenter.wire.BackupFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The memory of one moment as a file. */
class BackupOverHttpTest {
    private static final String PATH = "/ic/v1/cluster/backup";

    @TempDir
    Path folder;

    private static HttpURLConnection get(Gateway gateway) throws IOException {
        return (HttpURLConnection) URI.create("http://127.0.0.1:" + gateway.http.port() + PATH)
                .toURL()
                .openConnection();
    }

    @Test
    void whatIsReadIsTheTableOfThatMoment() throws IOException {
        try (Gateway gateway = Gateway.ready(2)) {
            for (int at = 0; at < 300; at++) {
                gateway.http.start("{\"kind\":\"list-objects\",\"buckets\":[\"src\"],\"id\":\"x" + at + "\"}");
            }
            HttpURLConnection answer = get(gateway);
            assertThat(answer.getContentType()).isEqualTo("application/octet-stream");
            Path file = folder.resolve("backup");
            Files.copy(answer.getInputStream(), file);

            BackupFile.Contents contents = BackupFile.read(file);

            assertThat(contents.information()).isEqualTo(gateway.now());
            assertThat(answer.getHeaderField("X-IC-Index"))
                    .isEqualTo(Long.toString(contents.backup().index()));
        }
    }

    private static int post(Gateway gateway, byte[] body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create("http://127.0.0.1:" + gateway.http.port() + "/ic/v1/cluster/restore")
                        .toURL()
                        .openConnection();
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/octet-stream");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length);
        connection.getOutputStream().write(body);
        return connection.getResponseCode();
    }

    private static byte[] backup(Gateway gateway) throws IOException {
        try (InputStream in = get(gateway).getInputStream()) {
            return in.readAllBytes();
        }
    }

    @Test
    void aBackupIsTakenAsAWholeAndItsFileIsNotKept() throws IOException {
        try (Gateway old = Gateway.ready(2);
                Gateway fresh = Gateway.fresh()) {
            byte[] whole = backup(old);
            assertThat(post(fresh, Arrays.copyOf(whole, whole.length / 2))).isEqualTo(409);
            assertThat(fresh.restored).isEmpty();
            assertThat(post(fresh, whole)).isEqualTo(201);
            assertThat(fresh.restored)
                    .singleElement()
                    .satisfies(contents -> assertThat(contents.information()).isEqualTo(old.now()));
            await().untilAsserted(() -> assertThat(fresh.folder).isEmptyDirectory());
        }
    }

    @Test
    void withoutAClusterOrAMajorityThereIsNone() {
        try (Gateway gateway = Gateway.fresh()) {
            gateway.http.get(PATH).problem(503, "not-initialized");
        }
        try (Gateway gateway = Gateway.ready(1)) {
            gateway.table.fail(() -> new IcFailure.ReadTimedOut("no majority"));
            gateway.http.get(PATH).problem(503, "read-timed-out");
        }
    }
}
