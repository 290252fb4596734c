package infocenter.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects of one target in AIStore's words, over real sockets. */
class AistoreObjectsTest {
    @TempDir
    static Path dir;

    private static FakeGateway gateway;
    private static OneTarget target;

    @BeforeAll
    static void up() throws IOException {
        gateway = new FakeGateway();
        target = OneTarget.start("t1", dir, gateway.url());
        await().until(() -> gateway.joined() == 1);
        gateway.bucket("b");
        gateway.place();
        gateway.lead();
        await().atMost(Duration.ofSeconds(30)).until(target::ready);
    }

    @AfterAll
    static void down() {
        if (target != null) {
            target.close();
        }
        if (gateway != null) {
            gateway.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"plain", "a/b%20c", "%E4%BD%A0%E5%A5%BD", ".hidden", "a+b", "a%2Bb%25c", "%2Dx%3F%26%3D%23"})
    void namesOfAllKindsComeAndGo(String name) throws IOException {
        HttpResponse<String> put = send("PUT", name, "provider=ais&pid=g1&utm=abc", "hello");
        assertThat(put.statusCode()).isEqualTo(200);
        assertThat(put.headers().firstValue("ais-version")).contains("1");
        assertThat(put.headers().firstValue("ais-checksum-type")).contains("xxhash2");
        assertThat(send("PUT", name, "", "hello!").headers().firstValue("ais-version"))
                .contains("2");

        HttpResponse<String> got = send("GET", name, "provider=ais", "");
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(got.body()).isEqualTo("hello!");
        assertThat(got.headers().firstValue("ais-custom-md")).isEmpty();
        assertThat(got.headers().firstValueAsLong("ais-atime").orElse(0)).isGreaterThan(1_600_000_000_000_000_000L);

        assertThat(send("DELETE", name, "", "").statusCode()).isEqualTo(200);
        HttpResponse<String> gone = send("DELETE", name, "", "");
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(new JsonObject(gone.body()).getString("message")).startsWith("ais://b/");
    }

    @Test
    void aHeadSaysAllOrWhatWasAsked() throws IOException {
        send("PUT", "head", "", "12345", "Ais-Custom-Md", "color=blue");
        HttpResponse<String> all = send("HEAD", "head", "", "");
        assertThat(all.headers().firstValue("content-length")).contains("5");
        assertThat(all.headers().firstValue("ais-name")).contains("head");
        assertThat(all.headers().firstValue("ais-bucket-name")).contains("b");
        assertThat(all.headers().firstValue("ais-custom-md")).contains("color=blue");
        assertThat(all.headers().firstValue("ais-present")).contains("true");

        HttpResponse<String> some = send("HEAD", "head", "props=name,version", "");
        assertThat(some.headers().firstValue("ais-version")).contains("1");
        assertThat(some.headers().firstValue("ais-checksum-value")).isEmpty();
        assertThat(some.headers().firstValue("ais-custom-md")).isEmpty();
    }

    @Test
    void anErrorOfAHeadTravelsInAHeader() throws IOException {
        HttpResponse<String> head = send("HEAD", "no%E4%BD%A0", "", "");
        assertThat(head.statusCode()).isEqualTo(404);
        JsonObject error = new JsonObject(head.headers().firstValue("hdr-error").orElseThrow());
        assertThat(error.getString("message")).isEqualTo("ais://b/no\u4f60 does not exist");
        assertThat(error.getInteger("status")).isEqualTo(404);
        assertThat(error.getString("node")).isEqualTo("t[t1]");
    }

    @ParameterizedTest
    @CsvSource({"bytes=2-4,206,234", "bytes=7-,206,789", "bytes=-3,206,789", "bytes=8-99,206,89", "bytes=10-,416,"})
    void ranges(String range, int status, String content) throws IOException {
        send("PUT", "digits", "", "0123456789");
        HttpResponse<String> got = send("GET", "digits", "", "", "Range", range);
        assertThat(got.statusCode()).isEqualTo(status);
        if (content != null) {
            assertThat(got.body()).isEqualTo(content);
        } else {
            assertThat(new JsonObject(got.body()).getInteger("status")).isEqualTo(416);
        }
    }

    @Test
    void whatIsAppendedIsSeenFromTheFlushOn() throws IOException {
        send("PUT", "log", "", "one ", "Ais-Custom-Md", "kept=yes");
        String handle = append("log", "", "two ");
        assertThat(append("log", handle, "three")).isEqualTo(handle);
        assertThat(send("GET", "log", "", "").body()).isEqualTo("one ");

        HttpResponse<String> flush = send("PUT", "log", "append_type=flush&append_handle=" + handle, "");
        assertThat(flush.statusCode()).isEqualTo(200);
        assertThat(flush.headers().firstValue("ais-append-handle")).isEmpty();
        HttpResponse<String> got = send("GET", "log", "", "");
        assertThat(got.body()).isEqualTo("one two three");
        assertThat(got.headers().firstValue("ais-custom-md")).contains("kept=yes");
        assertThat(send("PUT", "log", "append_type=flush&append_handle=" + handle, "")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatIsAppendedToNothingBecomesAnObject() throws IOException {
        String handle = append("fresh", "", "alone");
        assertThat(send("GET", "fresh", "", "").statusCode()).isEqualTo(404);
        send("PUT", "fresh", "append_type=flush&append_handle=" + handle, "");
        assertThat(send("GET", "fresh", "", "").body()).isEqualTo("alone");
    }

    @Test
    void customMetadataIsMergedOrReplaced() throws IOException {
        send("PUT", "custom", "", "content", "Ais-Custom-Md", "a=1");
        assertThat(patch("custom", "", "{\"action\":\"\",\"name\":\"\",\"value\":{\"b\":\"2\"}}"))
                .isEqualTo(200);
        assertThat(send("GET", "custom", "", "").headers().allValues("ais-custom-md"))
                .containsExactly("a=1", "b=2");
        assertThat(patch("custom", "set-new-custom=true", "{\"Action\":\"\",\"Value\":{\"c\":\"3\"}}"))
                .isEqualTo(200);
        HttpResponse<String> got = send("GET", "custom", "", "");
        assertThat(got.headers().allValues("ais-custom-md")).containsExactly("c=3");
        assertThat(got.body()).isEqualTo("content");
        assertThat(patch("nothing", "", "{\"value\":{\"b\":\"2\"}}")).isEqualTo(404);
        assertThat(patch("custom", "", "{\"value\":[]}")).isEqualTo(400);
    }

    @Test
    void partsBecomeAnObjectInTheOrderOfTheirNumbers() throws IOException {
        String id = send("POST", "parts", "", "{\"action\":\"mpt-upload\"}").body();
        part("parts", id, 2, "second");
        part("parts", id, 1, "frist");
        part("parts", id, 1, "first ");
        assertThat(part("parts", id, 3, "")).isEqualTo(400);
        assertThat(complete("parts", id, 1)).isEqualTo(400);
        assertThat(send("GET", "parts", "", "").statusCode()).isEqualTo(404);
        assertThat(complete("parts", id, 2, 1)).isEqualTo(200);
        assertThat(send("GET", "parts", "", "").body()).isEqualTo("first second");
        assertThat(complete("parts", id, 1, 2)).isEqualTo(404);
    }

    @Test
    void anAbortedUploadIsGone() throws IOException {
        String id = send("POST", "none", "", "{\"action\":\"mpt-upload\"}").body();
        part("none", id, 1, "x");
        assertThat(send("DELETE", "none", "uploadId=" + id, "{\"action\":\"mpt-abort\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(part("none", id, 1, "x")).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,/v1/objects/nobody/x,404,bucket \"ais://nobody\" does not exist",
        "GET,/v1/objects/b/a//b,400,object name must not have an empty segment: no '/' first or last; no '//'",
        "GET,/v1/objects/b/..%2Fx,400,",
        "GET,/v1/objects/.b/x,400,",
        "GET,/v1/objects/b,400,",
        "GET,/v1/objects/b/x?provider=aws,400,",
        "GET,/v1/nothing,400,",
        "POST,/v1/objects/b/x,400,invalid action \"\"",
        "PUT,/v1/objects/b/x?append_type=other,400,",
        "PUT,/v1/objects/b/x?append_type=append&append_handle=none,404,",
        "PUT,/v1/objects/b/x?uploadId=none&partNumber=1,404,",
        "PUT,/v1/objects/b/x?uploadId=none&partNumber=x,400,"
    })
    void whatIsWrongIsSaidAsThere(String method, String path, int status, String message) throws IOException {
        HttpResponse<String> answer = target.send(method, path, "");
        assertThat(answer.statusCode()).isEqualTo(status);
        JsonObject error = new JsonObject(answer.body());
        assertThat(error.getInteger("status")).isEqualTo(status);
        assertThat(error.getString("node")).isEqualTo("t[t1]");
        if (message != null) {
            assertThat(error.getString("message")).isEqualTo(message.replace("last; no", "last, no"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "md5,5d41402abc4b2a76b9719d911017c592,200",
        "md5,00000000000000000000000000000000,400",
        "crc32c,9a71bb4c,200",
        "xxhash2,26c7827d889f6da3,200",
        "xxhash2,0000000000000000,400",
        "other,00,400"
    })
    void aContentWithAnotherChecksumThanToldIsRefused(String type, String value, int status) throws IOException {
        assertThat(send("PUT", "told", "", "hello", "Ais-Checksum-Type", type, "Ais-Checksum-Value", value)
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void anUnknownMethodIsToldWhatThereIs() throws IOException {
        HttpResponse<String> answer = target.send("OPTIONS", "/v1/objects/b/x", "");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.body()).isEqualTo("Method Not Allowed");
        assertThat(answer.headers().firstValue("allow")).isPresent();
    }

    private static String append(String name, String handle, String body) throws IOException {
        HttpResponse<String> answer = send("PUT", name, "append_type=append&append_handle=" + handle, body);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.headers().firstValue("ais-append-handle").orElseThrow();
    }

    private static int patch(String name, String query, String body) throws IOException {
        return send("PATCH", name, query, body).statusCode();
    }

    private static int part(String name, String id, int number, String body) throws IOException {
        return send("PUT", name, "uploadId=" + id + "&partNumber=" + number, body)
                .statusCode();
    }

    private static int complete(String name, String id, int... numbers) throws IOException {
        StringBuilder parts = new StringBuilder();
        for (int number : numbers) {
            parts.append(parts.length() == 0 ? "" : ",")
                    .append("{\"part-number\":")
                    .append(number)
                    .append(",\"etag\":\"\"}");
        }
        return send("POST", name, "uploadId=" + id, "{\"action\":\"mpt-complete\",\"value\":[" + parts + "]}")
                .statusCode();
    }

    private static HttpResponse<String> send(String method, String name, String query, String body, String... headers)
            throws IOException {
        return target.send(method, "/v1/objects/b/" + name + (query.isEmpty() ? "" : "?" + query), body, headers);
    }
}
