package infocenter.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.bucket.BucketName;
import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordReports.RunEnd.How;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input gets a clear 4xx that names the field, and leaves nothing in the table. */
class BadInputTest {
    private static Gateway gateway;
    private static Http http;

    @BeforeAll
    static void open() {
        gateway = Gateway.ready(2);
        http = gateway.http;
        http.start("{\"kind\":\"list-objects\",\"buckets\":[\"src\"],\"id\":\"done\"}");
        gateway.acknowledge("done");
        gateway.end("done", How.FINISHED);
    }

    @AfterEach
    void nothingIsLeftAndNothingLost() {
        assertThat(gateway.now().xactions().rows()).hasSize(1);
        assertThat(gateway.now().buckets().byName()).hasSize(2);
        assertThat(http.get("/ic/v1/xactions/done").status()).isEqualTo(200);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void anUnknownKind() {
        http.start("{\"kind\":\"no-such\",\"buckets\":[\"src\"]}")
                .problem(400, "unknown-kind")
                .field("kind");
        http.start("{\"buckets\":[\"src\"]}").problem(400, "bad-arguments").field("kind");
    }

    @Test
    void aMissingBucket() {
        Http.Answer answer = http.start("{\"kind\":\"list-objects\",\"buckets\":[\"nowhere\"]}");
        answer.problem(404, "no-such-bucket").field("buckets");
        http.start("{\"kind\":\"list-objects\"}").problem(400, "bad-arguments").field("buckets");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "\"text\"",
                "{\"kind\":}",
                "{\"kind\":\"list-objects\"} x",
                "nonsense",
                "{\"kind\":1e999999}",
                "{\"kind\":NaN}",
                "\u0000"
            })
    void malformedJson(String body) {
        http.start(body).problem(400, "malformed-json").field("body");
    }

    @Test
    void jsonThatIsNestedTooDeepOrHoldsATooLongNumber() {
        http.start("{\"arguments\":" + "[".repeat(40) + "]".repeat(40) + "}").problem(400, "malformed-json");
        http.start("{\"arguments\":{\"n\":" + "9".repeat(200) + "}}").problem(400, "malformed-json");
    }

    @Test
    void aNameGivenTwice() {
        http.start("{\"kind\":\"list-objects\",\"kind\":\"delete\",\"buckets\":[\"src\"]}")
                .problem(400, "bad-arguments")
                .field("kind");
        http.start(
                        "{\"kind\":\"list-objects\",\"buckets\":[\"src\"],\"arguments\":{\"prefix\":\"a\",\"prefix\":\"b\"}}")
                .problem(400, "bad-arguments")
                .field("prefix");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"kind\":7}|kind",
                "{\"kind\":\"delete\",\"buckets\":\"src\"}|buckets",
                "{\"kind\":\"delete\",\"buckets\":[7]}|buckets[0]",
                "{\"kind\":\"delete\",\"buckets\":[null]}|buckets[0]",
                "{\"kind\":\"delete\",\"buckets\":[\"src\"],\"arguments\":[]}|arguments",
                "{\"kind\":\"delete\",\"buckets\":[\"src\"],\"labels\":{\"a\":1}}|labels.a",
                "{\"kind\":\"delete\",\"buckets\":[\"src\"],\"allowPartial\":\"yes\"}|allowPartial",
                "{\"kind\":\"delete\",\"buckets\":[\"src\"],\"deadline\":10}|deadline",
                "{\"kind\":\"delete\",\"buckets\":[\"src\"],\"deadline\":\"soon\"}|deadline",
                "{\"kind\":\"delete\",\"buckets\":[\"src\"],\"key\":\"\"}|key",
                "{\"kind\":\"delete\",\"buckets\":[\"src\"],\"id\":\"-x\"}|id",
                "{\"kind\":\"delete\",\"buckets\":[\"src\"],\"arguments\":{\"prefix\":7}}|arguments.prefix",
                "{\"kind\":\"delete\",\"buckets\":[\"src\"],\"arguments\":{\"preffix\":\"a\"}}|arguments.preffix"
            })
    void aWrongType(String body, String field) {
        http.start(body).problem(400, "bad-arguments").field(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"kind\":\"delete\",\"bucket\":\"src\"}|bucket",
                "{\"kind\":\"delete\",\"buckets\":[{\"name\":\"src\",\"extra\":1}]}|buckets[0].extra"
            })
    void anUnknownField(String body, String field) {
        http.start(body).problem(400, "unknown-field").field(field);
    }

    @Test
    void anUnknownOrRepeatedQueryParameter() {
        http.get("/ic/v1/xactions?knd=delete").problem(400, "unknown-field").field("knd");
        http.get("/ic/v1/xactions?kind=a&kind=b").problem(400, "bad-arguments").field("kind");
    }

    @Test
    void aBodyOverTheLimitIs413AndIsNotKept() {
        String body = "{\"kind\":\"" + "x".repeat(Gateway.BODY_BYTES_MAX) + "\"}";
        http.start(body).problem(413, "body-too-large").field("body");
    }

    @Test
    void aBodyOverTheLimitWithoutALengthIs413() throws IOException {
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        String answer = http.raw("POST /ic/v1/xactions HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(40) + "0\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 413").contains("body-too-large");
    }

    @Test
    void aHundredThousandLabels() {
        String labels = IntStream.range(0, 100_000)
                .mapToObj(at -> "\"l" + at + "\":\"v\"")
                .collect(Collectors.joining(","));
        http.start("{\"kind\":\"list-objects\",\"buckets\":[\"src\"],\"labels\":{" + labels + "}}")
                .problem(400, "bad-arguments")
                .field("labels");
    }

    @Test
    void anIdOfManyBytes() throws IOException {
        http.start("{\"kind\":\"list-objects\",\"buckets\":[\"src\"],\"id\":\"" + "x".repeat(200_000) + "\"}")
                .problem(400, "bad-arguments")
                .field("id");
        http.get("/ic/v1/xactions/" + "x".repeat(8_000))
                .problem(400, "bad-arguments")
                .field("id");
        assertThat(http.rawGet("/ic/v1/xactions/" + "x".repeat(1024 * 1024)))
                .contains(" 414 ")
                .contains("\"field\":\"path\"");
        assertThat(http.raw("GET / HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(60_000) + "\r\n\r\n"))
                .contains(" 431 ")
                .contains("\"field\":\"headers\"");
        assertThat(http.raw("nonsense\r\n\r\n")).contains("malformed-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "2147483648", "1001", "ten", ""})
    void aPageSizeOutOfBounds(String limit) {
        http.get("/ic/v1/xactions?limit=" + limit).problem(400, "bad-arguments").field("limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAAAAAAAAAAAAAA", "%F0%9F%98%80", "AAAAAAAAAAEAAAAA"})
    void aBadCursor(String cursor) {
        http.get("/ic/v1/xactions?cursor=" + cursor).problem(400, "bad-cursor").field("cursor");
    }

    @ParameterizedTest
    @CsvSource({"state,ended", "origin,me", "active,maybe", "label,x", "bucket,..", "bucket,s3://b"})
    void aFilterThatMeansNothing(String name, String value) {
        http.get("/ic/v1/xactions?" + name + "=" + value)
                .problem(400, "bad-arguments")
                .field(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "a/b", "", "-b", "a b"})
    void aBucketNameThatIsNone(String name) {
        http.post("/ic/v1/buckets", "{\"name\":\"" + name + "\"}")
                .problem(400, "bad-arguments")
                .field("name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "%2e%2e", "a%2Fb", "", "%00"})
    void aBucketNameInAPathThatIsNone(String name) throws IOException {
        assertThat(http.rawGet("/ic/v1/buckets/" + name))
                .startsWith("HTTP/1.1 400")
                .contains("\"field\":\"name\"");
        assertThat(http.rawGet("/ic/v1/buckets/" + name + "/objects/o"))
                .startsWith("HTTP/1.1 400")
                .contains("\"field\":\"name\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "a/../b",
                "%2e%2e",
                "a/%2e%2e/b",
                "%2E%2e/x",
                "a%00b",
                "",
                "a//b",
                "%",
                "%zz",
                "%ff",
                "%252e%252e"
            })
    void anObjectNameThatIsNone(String name) throws IOException {
        assertThat(http.rawGet("/ic/v1/buckets/src/objects/" + name))
                .startsWith("HTTP/1.1 400")
                .contains("\"field\":\"object\"");
    }

    @Test
    void anObjectNameThatIsTooLong() throws IOException {
        assertThat(http.rawGet("/ic/v1/buckets/src/objects/" + "x".repeat(1_025)))
                .startsWith("HTTP/1.1 400")
                .contains("\"field\":\"object\"");
    }

    @Test
    void anAbortAfterTheEnd() {
        http.delete("/ic/v1/xactions/done").problem(409, "already-ended");
    }

    @Test
    void pathsMethodsAndTypesThatAreNone() {
        http.get("/ic/v1/nothing").problem(404, "no-such-path");
        http.get("/ic/v1").problem(404, "no-such-path");
        Http.Answer answer = http.send("PUT", "/ic/v1/xactions", "{}");
        answer.problem(405, "method-not-allowed");
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, POST");
        http.send("POST", "/ic/v1/xactions", "<a/>", "Content-Type", "text/xml")
                .problem(415, "unsupported-media-type")
                .field("Content-Type");
        http.send("POST", "/ic/v1/buckets/src/objects/o", "x").problem(405, "method-not-allowed");
    }

    @Test
    void aRequestBodyWhereNothingIsTaken() {
        http.post("/ic/v1/cluster/init", "{\"force\":true}")
                .problem(400, "unknown-field")
                .field("force");
        http.post("/ic/v1/cluster/init", "{}").problem(409, "already-initialized");
    }

    @Test
    void aReasonThatIsTooLong() {
        http.delete("/ic/v1/xactions/done?reason=" + "x".repeat(1_025))
                .problem(400, "bad-arguments")
                .field("reason");
    }

    @Test
    void aStartThatCannotBeRightNow() {
        try (Gateway other = Gateway.ready(2)) {
            other.down("t2");
            Http.Answer down = other.http.start("{\"kind\":\"list-objects\",\"buckets\":[\"src\"]}");
            down.problem(503, "target-down");
            assertThat(down.json().getJsonArray("targets")).containsExactly("t2");
            assertThat(down.text("missing")).isEqualTo("targets");
            assertThat(down.header("Retry-After")).isEqualTo("1");
            other.down("t1");
            other.http
                    .start("{\"kind\":\"list-objects\",\"buckets\":[\"src\"]}")
                    .problem(503, "no-target");
            assertThat(other.now().xactions().rows()).isEmpty();
        }
        try (Gateway none = Gateway.ready(0)) {
            none.http.start("{\"kind\":\"list-objects\",\"buckets\":[\"src\"]}").problem(503, "no-target");
        }
        try (Gateway fresh = Gateway.fresh()) {
            fresh.http
                    .start("{\"kind\":\"list-objects\",\"buckets\":[\"src\"]}")
                    .problem(503, "not-initialized");
        }
    }

    @Test
    void aBucketThatExistsIsBusyOrIsNotThere() {
        try (Gateway other = Gateway.ready(1)) {
            other.http.post("/ic/v1/buckets", "{\"name\":\"src\"}").problem(409, "bucket-exists");
            other.http.start("{\"kind\":\"list-objects\",\"buckets\":[\"src\"],\"id\":\"x1\"}");
            other.http.delete("/ic/v1/buckets/src").problem(409, "bucket-busy");
            other.http.get("/ic/v1/buckets/none").problem(404, "no-such-bucket").field("name");
            other.table.apply(new Command.DestroyBucket(BucketName.of("dst"), false));
            other.http.delete("/ic/v1/buckets/dst").problem(404, "no-such-bucket");
        }
    }
}
