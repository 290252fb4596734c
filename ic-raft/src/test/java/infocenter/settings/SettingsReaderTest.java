package infocenter.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import infocenter.core.cluster.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
    private static final String GATEWAY = """
            id: g1
            dataDir: data
            rest: {port: 8080}
            node: {port: 8081}
            raft: {ports: [8082, 8083]}
            """;
    private static final String TARGET = """
            id: t1
            dataDir: data
            rest: {port: 8090}
            node: {port: 8091}
            mounts: [{path: m1}, {path: m2}]
            join: ["http://127.0.0.1:8081"]
            """;

    @TempDir
    Path folder;

    @Test
    void everyDefaultOfAGateway() {
        assertThat(gateway(GATEWAY))
                .isEqualTo(new GatewaySettings(
                        new NodeId("g1"),
                        "",
                        folder.resolve("data"),
                        new Listen("127.0.0.1", 8080, ""),
                        new Listen("127.0.0.1", 8081, ""),
                        new RaftSettings(
                                "127.0.0.1",
                                List.of(8082, 8083),
                                Duration.ofMillis(500),
                                Duration.ofSeconds(1),
                                20_000,
                                25_000),
                        new IcSettings(3, Duration.ofSeconds(30)),
                        new TargetCareSettings(Duration.ofSeconds(60)),
                        new RebalanceCareSettings(Duration.ofMinutes(2)),
                        List.of(),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(8),
                        8 * 1024 * 1024));
    }

    @Test
    void everyDefaultOfATarget() {
        assertThat(target(TARGET))
                .isEqualTo(new TargetSettings(
                        new NodeId("t1"),
                        "",
                        folder.resolve("data"),
                        new Listen("127.0.0.1", 8090, ""),
                        new Listen("127.0.0.1", 8091, ""),
                        List.of(
                                new MountSettings(folder.resolve("m1"), ByteSize.parse("10GiB")),
                                new MountSettings(folder.resolve("m2"), ByteSize.parse("10GiB"))),
                        List.of("http://127.0.0.1:8081"),
                        4,
                        10_000,
                        DownloadSettings.STANDARD,
                        Duration.ofSeconds(8),
                        new LruSettings(90, 80, Duration.ofMinutes(10)),
                        List.of(),
                        new TransformSettings(List.of(), List.of(), 4, 8, ByteSize.parse("1GiB")),
                        new ByteSize(0)));
    }

    @Test
    void theExampleWithTransformersIsRead() throws IOException {
        TransformSettings example = SettingsReader.read(
                        Path.of("../config/target-transform.yaml"), TargetSettings.class)
                .transform();
        assertThat(example.commands()).contains(new CommandSettings("gzip", List.of("/usr/bin/gzip", "-c")));
        assertThat(example.hosts()).containsExactly("127.0.0.1:7000");
    }

    @Test
    void whatTransformersMayUseIsNamedExactly() {
        refused(
                "commands: [{name: sh, argv: [sh, -c, x]}]",
                "transform.commands[0].argv must begin with the absolute path");
        refused("commands: [{name: a b, argv: [/bin/cat]}]", "transform.commands[0].name must be");
        refused("commands: [{name: a, argv: []}]", "transform.commands[0].argv must begin");
        refused(
                "commands: [{name: a, argv: [/bin/cat]}, {name: a, argv: [/bin/cat]}]",
                "transform.commands must have different names");
        refused("hosts: [\"http://h/\"]", "transform.hosts[0] must be like 127.0.0.1:7000");
        refused("parallel: 0", "transform.parallel must be 1 to 256");
        refused("memory: 1", "transform.memory must be");
    }

    private void refused(String transform, String why) {
        assertThatThrownBy(() -> target(TARGET + "transform: {" + transform + "}\n"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(why);
    }

    @Test
    void everyKeyOfAGateway() {
        assertThat(SettingsKeys.of(GatewaySettings.class))
                .extracting(SettingsKeys.Key::path)
                .containsExactly(
                        "id",
                        "zone",
                        "dataDir",
                        "rest",
                        "rest.host",
                        "rest.port",
                        "rest.advertise",
                        "node",
                        "node.host",
                        "node.port",
                        "node.advertise",
                        "raft",
                        "raft.host",
                        "raft.ports",
                        "raft.electionTimeoutMin",
                        "raft.electionTimeoutMax",
                        "raft.snapshotThreshold",
                        "raft.purgePreservation",
                        "raft.bench",
                        "ic",
                        "ic.size",
                        "ic.replaceAfter",
                        "target",
                        "target.evictAfter",
                        "rebalance",
                        "rebalance.waitFor",
                        "join",
                        "cluster",
                        "cluster.joinSecretFile",
                        "cluster.rehearsedLevel",
                        "startBy",
                        "requestTimeout",
                        "drain",
                        "bodyBytesMax");
    }

    @Test
    void watermarksThatCrossAreRefused() {
        assertThatThrownBy(() -> target(TARGET + "lru: {high: 70, low: 71}"))
                .hasMessageContaining("lru.low must not be above high: 71 > 70");
        assertThatThrownBy(() -> target(TARGET + "lru: {high: 101}"))
                .hasMessageContaining("lru.high must be 1 to 100: 101");
        assertThat(target(TARGET + "lru: {high: 70, low: 70}").lru().low()).isEqualTo(70);
        assertThatThrownBy(() -> target(TARGET + "promote: [m1/objects]"))
                .hasMessageContaining("promote must name folders apart from mounts and dataDir");
        assertThatThrownBy(() -> target(TARGET + "promote: [.]"))
                .hasMessageContaining("promote must name folders apart");
        assertThat(target(TARGET + "promote: [drop]").promote()).containsExactly(folder.resolve("drop"));
    }

    @Test
    void everyKeyOfATarget() {
        assertThat(SettingsKeys.of(TargetSettings.class))
                .extracting(SettingsKeys.Key::path)
                .containsExactly(
                        "id",
                        "zone",
                        "dataDir",
                        "rest",
                        "rest.host",
                        "rest.port",
                        "rest.advertise",
                        "node",
                        "node.host",
                        "node.port",
                        "node.advertise",
                        "mounts",
                        "mounts[].path",
                        "mounts[].capacity",
                        "join",
                        "cluster",
                        "cluster.joinSecretFile",
                        "cluster.rehearsedLevel",
                        "workers",
                        "runsMax",
                        "download",
                        "download.allow",
                        "download.ports",
                        "download.connections",
                        "download.bytesPerSecond",
                        "download.objectMax",
                        "download.connect",
                        "download.silence",
                        "drain",
                        "lru",
                        "lru.high",
                        "lru.low",
                        "lru.coolDown",
                        "promote",
                        "transform",
                        "transform.commands",
                        "transform.commands[].name",
                        "transform.commands[].argv",
                        "transform.hosts",
                        "transform.parallel",
                        "transform.reads",
                        "transform.memory",
                        "rebalanceBandwidth",
                        "footprints");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rest: {prot: 8080}                    | unknown key rest.prot in g.yaml; did you mean rest.port?
            zoen: a                               | unknown key zoen in g.yaml; did you mean zone?
            datadir: a                            | unknown key datadir in g.yaml; did you mean dataDir?
            port: 8080                            | unknown key port in g.yaml; did you mean rest.port?
            replaceafter: 3s                      | unknown key replaceafter in g.yaml; did you mean ic.replaceAfter?
            ic: {Size: 3}                         | unknown key ic.Size in g.yaml; did you mean ic.size?
            """)
    void anUnknownKeyIsRefusedWithTheNearestOne(String line, String message) {
        assertThatThrownBy(() -> gateway(line))
                .isInstanceOf(SettingsException.class)
                .hasMessage(message);
    }

    @Test
    void anUnknownKeyThatIsNearNothingGetsTheKnownOnes() {
        assertThatThrownBy(() -> gateway("ic: {quorumReplicationFactor: 3}\n" + GATEWAY))
                .hasMessage("unknown key ic.quorumReplicationFactor in g.yaml; known here: replaceAfter, size");
    }

    @Test
    void anUnknownKeyWithinAListSaysWhichOne() {
        assertThatThrownBy(() -> target(TARGET.replace("{path: m2}", "{pth: m2}")))
                .hasMessage("unknown key mounts[1].pth in t.yaml; did you mean mounts[1].path?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rest: {port: 8080}        | rest: {}              | missing key rest.port in g.yaml: TCP port, 1 to 65535
            rest: {port: 8080}        | rest: {port: ~}       | missing key rest.port in g.yaml: TCP port, 1 to 65535
            rest: {port: 8080}        | rest: ~               | missing key rest in g.yaml: public REST door
            rest: {port: 8080}        | rest: 8080            | rest in g.yaml: expected keys such as [advertise, host, port], but found 8080
            rest: {port: 8080}        | rest: {port: "8080"}  | rest.port in g.yaml: expected a whole number, but found "8080"
            rest: {port: 8080}        | rest: {port: 80.5}    | rest.port in g.yaml: expected a whole number, but found 80.5
            rest: {port: 8080}        | rest: {port: 5000000000} | rest.port in g.yaml: expected a whole number, but found 5000000000
            rest: {port: 8080}        | rest: {port: 0}       | rest.port must be 1 to 65535: 0 (in g.yaml)
            rest: {port: 8080}        | rest: {port: [1]}     | rest.port in g.yaml: expected a whole number, but found a list
            id: g1                    | id: 7                 | id in g.yaml: expected a name, but found 7; put it in quotes
            id: g1                    | id: a/b               | id in g.yaml: node id must be 1 to 64 of [A-Za-z0-9._-], starting with a letter or digit
            raft: {ports: [8082, 8083]} | raft: {ports: 8082}   | raft.ports in g.yaml: expected a list in brackets or with dashes, but found 8082
            raft: {ports: [8082, 8083]} | raft: {ports: [8082, 8082]} | raft.ports must be two different ports (in g.yaml)
            raft: {ports: [8082, 8083]} | raft: {ports: [8082, ~]} | raft.ports[1] in g.yaml: is empty
            raft: {ports: [8082, 8083]} | raft: {ports: [8082, x]} | raft.ports[1] in g.yaml: expected a whole number, but found "x"
            raft: {ports: [8082, 8083]} | raft: {ports: [8081, 8083]} | node.port, rest.port and raft.ports must be four different ports (in g.yaml)
            raft: {ports: [8082, 8083]} | raft: {ports: [8082, 8083], electionTimeoutMin: 2s} | raft.electionTimeoutMin must be below electionTimeoutMax (in g.yaml)
            raft: {ports: [8082, 8083]} | raft: {ports: [8082, 8083], host: 0.0.0.0} | raft.host must be an address that other members can call: 0.0.0.0 (in g.yaml)
            """)
    void aWrongValueIsRefusedByItsKey(String right, String wrong, String message) {
        assertThat(GATEWAY).contains(right);
        assertThatThrownBy(() -> gateway(GATEWAY.replace(right, wrong)))
                .isInstanceOf(SettingsException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            drain: 8                | drain in g.yaml: expected a duration such as 500ms, 10s, 2m, 1h or 7d, but found 8; put it in quotes
            drain: 8 parsecs        | drain in g.yaml: expected a duration such as 500ms, 10s, 2m, 1h or 7d, but found 8 parsecs
            drain: 0s               | drain must be more than nothing (in g.yaml)
            ic: {size: 4}           | ic.size must be 1, 3 or 5: 4 (in g.yaml)
            ic: [3]                 | ic in g.yaml: expected keys such as [replaceAfter, size], but found a list
            join: [ftp://a:1]       | join[0] must be like http://127.0.0.1:8081: ftp://a:1 (in g.yaml)
            join: ["http://a:1/x"]  | join[0] must be like http://127.0.0.1:8081: http://a:1/x (in g.yaml)
            bodyBytesMax: 8388609   | bodyBytesMax must be 1024 to 8388608: 8388609 (in g.yaml)
            id: g2                  | g.yaml line 6: Duplicate field 'id'
            """)
    void aWrongLineIsRefusedByItsKey(String line, String message) {
        assertThatThrownBy(() -> gateway(GATEWAY + line + "\n"))
                .isInstanceOf(SettingsException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mounts: [{path: m1}, {path: m2}]  | mounts: []                              | mounts must name at least one mount path (in t.yaml)
            mounts: [{path: m1}, {path: m2}]  | mounts: [{path: m1}, {path: ./m1}]      | mounts must name different mount paths (in t.yaml)
            mounts: [{path: m1}, {path: m2}]  | mounts: [{path: m1, capacity: many}]    | mounts[0].capacity in t.yaml: size must be a number with B, KiB, MiB, GiB, TiB, KB, MB, GB or TB: many
            mounts: [{path: m1}, {path: m2}]  | mounts: [{path: m1, capacity: 0}]       | mounts[0].capacity must be 1 to 9223372036854775807: 0 (in t.yaml)
            join: ["http://127.0.0.1:8081"]   | join: []                                | join must name at least one gateway (in t.yaml)
            """)
    void aWrongTargetIsRefusedByItsKey(String right, String wrong, String message) {
        assertThat(TARGET).contains(right);
        assertThatThrownBy(() -> target(TARGET.replace(right, wrong)))
                .isInstanceOf(SettingsException.class)
                .hasMessage(message);
    }

    @Test
    void everythingThatAFileMaySay() {
        GatewaySettings read = gateway("""
                id: "7"
                zone: "rack 1"
                dataDir: /var/lib/ic
                rest: {host: 0.0.0.0, port: 80, advertise: ic.example}
                node: {host: "::1", port: 81}
                raft:
                  ports:
                    - 82
                    - 83
                  electionTimeoutMin: 300ms
                  electionTimeoutMax: 1m
                ic: {size: 5, replaceAfter: 1h}
                startBy: 7d
                join: [http://127.0.0.1:8081, "https://[::1]:8081"]
                """);

        assertThat(read.id()).isEqualTo(new NodeId("7"));
        assertThat(read.dataDir()).isEqualTo(Path.of("/var/lib/ic"));
        assertThat(read.rest().url()).isEqualTo("http://ic.example:80");
        assertThat(read.node().url()).isEqualTo("http://[::1]:81");
        assertThat(read.raft().electionTimeoutMin()).isEqualTo(Duration.ofMillis(300));
        assertThat(read.raft().electionTimeoutMax()).isEqualTo(Duration.ofMinutes(1));
        assertThat(read.ic()).isEqualTo(new IcSettings(5, Duration.ofHours(1)));
        assertThat(read.startBy()).isEqualTo(Duration.ofDays(7));
        assertThat(read.join()).hasSize(2);
    }

    @Test
    void aWildcardMustSayWhatOthersCall() {
        assertThatThrownBy(() -> gateway(GATEWAY.replace("{port: 8080}", "{port: 8080, host: 0.0.0.0}")))
                .hasMessageStartingWith("rest.advertise must say what others call this listener by");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing but a comment\n", "~"})
    void anEmptyFileIsOneWithMissingKeys(String text) {
        assertThatThrownBy(() -> gateway(text))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("missing key id in g.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id: [", "id: a\n  b: c: d", "\tid: a", "- a", "text", "id: a\n---\nid: b", "id: \"\\q\""})
    void whatIsNoYamlOrNoMapIsRefused(String text) {
        assertThatThrownBy(() -> gateway(text))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("g.yaml");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path missing = folder.resolve("missing.yaml");

        assertThatThrownBy(() -> SettingsReader.read(missing, GatewaySettings.class))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(missing.toString());
    }

    @Test
    void aFileIsReadWhereItStands() throws IOException {
        Path file = Files.writeString(folder.resolve("g.yaml"), GATEWAY);

        assertThat(SettingsReader.read(file, GatewaySettings.class)).isEqualTo(gateway(GATEWAY));
    }

    @Test
    void aHugeFileIsRefusedUnread() throws IOException {
        Path file = Files.write(folder.resolve("huge.yaml"), new byte[SettingsReader.FILE_BYTES_MAX + 1]);

        assertThatThrownBy(() -> SettingsReader.read(file, GatewaySettings.class))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("is larger than");
    }

    private GatewaySettings gateway(String text) {
        return SettingsReader.read(folder.resolve("g.yaml"), text, GatewaySettings.class);
    }

    private TargetSettings target(String text) {
        return SettingsReader.read(folder.resolve("t.yaml"), text, TargetSettings.class);
    }
}
