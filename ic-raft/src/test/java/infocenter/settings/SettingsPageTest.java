package infocenter.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is said about settings outside the code follows from the code. {@code -Dsettings.write=true} writes the files anew. */
class SettingsPageTest {
    private static final String HOW =
            "run: mvn -pl ic-raft test -Dtest=SettingsPageTest -Dsettings.write=true, and commit what it wrote";
    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
    private static final Map<Path, String> FILES = Map.of(
            REPOSITORY.resolve("docs/settings.md"), SettingsPage.render(),
            REPOSITORY.resolve("config/gateway.yaml"), SettingsExample.render("gateway", GatewaySettings.class),
            REPOSITORY.resolve("config/target.yaml"), SettingsExample.render("target", TargetSettings.class));

    @BeforeAll
    static void write() throws IOException {
        if (Boolean.getBoolean("settings.write")) {
            for (Map.Entry<Path, String> file : FILES.entrySet()) {
                Files.createDirectories(file.getKey().getParent());
                Files.writeString(file.getKey(), file.getValue());
            }
        }
    }

    @Test
    void theDocumentationAndTheExamplesAreWhatTheRecordsSay() throws IOException {
        for (Map.Entry<Path, String> file : FILES.entrySet()) {
            assertThat(file.getKey()).as(HOW).exists();
            assertThat(Files.readString(file.getKey())).as(HOW).isEqualTo(file.getValue());
        }
    }

    @Test
    void theGatewaysExampleSaysNothingButDefaultsBesideWhatItMust() throws IOException {
        Path example = REPOSITORY.resolve("config/gateway.yaml");

        GatewaySettings read = SettingsReader.read(example, GatewaySettings.class);

        assertThat(read).isEqualTo(SettingsReader.read(example, """
                id: g1
                dataDir: data
                rest: {port: 8080}
                node: {port: 8081}
                raft: {ports: [8082, 8083]}
                join: ["http://127.0.0.1:8081"]
                """, GatewaySettings.class));
    }

    @Test
    void theTargetsExampleSaysNothingButDefaultsBesideWhatItMust() throws IOException {
        Path example = REPOSITORY.resolve("config/target.yaml");

        TargetSettings read = SettingsReader.read(example, TargetSettings.class);

        assertThat(read).isEqualTo(SettingsReader.read(example, """
                id: t1
                dataDir: data
                rest: {port: 8090}
                node: {port: 8091}
                mounts: [{path: mount}]
                join: ["http://127.0.0.1:8081"]
                """, TargetSettings.class));
    }
}
