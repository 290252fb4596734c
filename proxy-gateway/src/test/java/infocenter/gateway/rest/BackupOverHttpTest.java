package infocenter.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.client.IcFailure;
import infocenter.wire.BackupFile;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The memory of one moment as a file. */
class BackupOverHttpTest {
    private static final String PATH = "/ic/v1/cluster/backup";

    @TempDir
    Path folder;

    private HttpURLConnection get(Gateway gateway) throws IOException {
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
