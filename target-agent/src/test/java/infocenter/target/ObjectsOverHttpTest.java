package infocenter.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import infocenter.core.bucket.Bucket;
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

/** The public door of one target over real sockets. */
class ObjectsOverHttpTest {
    @TempDir
    static Path dir;

    private static FakeGateway gateway;
    private static OneTarget target;
    private static Bucket bucket;

    @BeforeAll
    static void up() throws IOException {
        gateway = new FakeGateway();
        target = OneTarget.start("t1", dir, gateway.url());
        await().until(() -> gateway.joined() == 1);
        bucket = gateway.bucket("b");
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

    @Test
    void whatWasPutIsGotten() throws IOException {
        HttpResponse<String> put = put("a/b c", "hello", "x-ic-meta-Color", "blue");
        assertThat(put.statusCode()).isEqualTo(201);
        JsonObject said = new JsonObject(put.body());
        assertThat(said.getLong("size")).isEqualTo(5);

        HttpResponse<String> got = target.send("GET", path("a/b%20c"), "");
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(got.body()).isEqualTo("hello");
        assertThat(got.headers().firstValue("etag")).contains("\"" + said.getString("checksum") + "\"");
        assertThat(got.headers().firstValue("x-ic-meta-color")).contains("blue");

        HttpResponse<String> head = target.send("HEAD", path("a/b%20c"), "");
        assertThat(head.headers().firstValue("content-length")).contains("5");
        assertThat(head.body()).isEmpty();
    }

    @Test
    void aSecondPutReplacesAndADeleteIsForGood() throws IOException {
        put("twice", "one");
        assertThat(put("twice", "two").statusCode()).isEqualTo(200);
        assertThat(target.send("GET", path("twice"), "").body()).isEqualTo("two");
        assertThat(target.send("DELETE", path("twice"), "").statusCode()).isEqualTo(204);

        HttpResponse<String> gone = target.send("GET", path("twice"), "");
        assertProblem(gone, 404, "no-such-object", "name");
        assertProblem(target.send("DELETE", path("twice"), ""), 404, "no-such-object", "name");
    }

    @Test
    void anEmptyObjectIsAnObject() throws IOException {
        assertThat(put("empty", "").statusCode()).isEqualTo(201);
        assertThat(target.send("GET", path("empty"), "").body()).isEmpty();
        assertThat(target.send("GET", path("empty"), "", "Range", "bytes=0-").statusCode())
                .isEqualTo(416);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0,206,0,bytes 0-0/10",
        "bytes=2-4,206,234,bytes 2-4/10",
        "bytes=7-,206,789,bytes 7-9/10",
        "bytes=-3,206,789,bytes 7-9/10",
        "bytes=-99,206,0123456789,bytes 0-9/10",
        "bytes=8-99,206,89,bytes 8-9/10",
        "'bytes=0-1,3-4',200,0123456789,",
        "lines=1-2,200,0123456789,",
        "bytes=4-2,200,0123456789,",
        "bytes=-,200,0123456789,",
        "bytes=99999999999999999999-,200,0123456789,"
    })
    void ranges(String range, int status, String content, String contentRange) throws IOException {
        put("digits", "0123456789");
        HttpResponse<String> got = target.send("GET", path("digits"), "", "Range", range);

        assertThat(got.statusCode()).isEqualTo(status);
        assertThat(got.body()).isEqualTo(content);
        assertThat(got.headers().firstValue("content-range").orElse(null)).isEqualTo(contentRange);
    }

    @ParameterizedTest
    @CsvSource({"bytes=10-", "bytes=10-12", "bytes=-0"})
    void aRangeBeyondTheEndIsRefused(String range) throws IOException {
        put("digits", "0123456789");
        HttpResponse<String> got = target.send("GET", path("digits"), "", "Range", range);

        assertProblem(got, 416, "range-beyond-end", "Range");
        assertThat(got.headers().firstValue("content-range")).contains("bytes */10");
    }

    @ParameterizedTest
    @CsvSource({
        "..,name",
        "%2e%2e,name",
        "a/%2E%2e/b,name",
        "a/../../b,name",
        "%252e%252e/x,name",
        "a%00b,name",
        "%2Fetc/passwd,name",
        "a//b,name",
        "'',name",
        "a%,name",
        "%C3%28,name"
    })
    void namesThatAreNonsenseAreRefused(String name, String field) throws IOException {
        assertProblem(rawGet("/ic/v1/buckets/b/objects/" + name), 400, "bad-request", field);
    }

    @Test
    void aNameOfMoreThan1024BytesIsRefused() throws IOException {
        assertThat(put("n".repeat(200) + "/" + "m".repeat(200), "x").statusCode())
                .isEqualTo(201);
        assertProblem(put("n".repeat(1_025), "x"), 400, "bad-request", "name");
    }

    @ParameterizedTest
    @CsvSource({
        "/ic/v1/buckets/../objects/x,400,bucket",
        "/ic/v1/buckets//objects/x,400,bucket",
        "/ic/v1/buckets/%2e%2e/objects/x,400,bucket",
        "/ic/v1/buckets/a%2Fb/objects/x,400,bucket",
        "/ic/v1/buckets/nobody/objects/x,404,bucket",
        "/ic/v1/buckets/b/objects/x?bucketId=one,400,bucketId",
        "/ic/v1/buckets/b/objects/x?mapVersion=-1,400,mapVersion",
        "/ic/v1/buckets/b/objects/x?provider=s3,400,provider",
        "/ic/v1/buckets/b/objects/x?namespace=a,400,namespace",
        "/ic/v1/buckets/b,404,",
        "/nowhere,404,"
    })
    void pathsThatAreNonsenseAreRefused(String path, int status, String field) throws IOException {
        HttpResponse<String> got = rawGet(path);

        assertThat(got.statusCode()).isEqualTo(status);
        assertThat(new JsonObject(got.body()).getString("field")).isEqualTo(field);
    }

    @Test
    void otherMethodsAreRefusedWithWhatIsAllowed() throws IOException {
        HttpResponse<String> post = target.send("POST", path("x"), "hi");

        assertProblem(post, 405, "method-not-allowed", null);
        assertThat(post.headers().firstValue("allow")).contains("GET, HEAD, PUT, DELETE");
        assertThat(target.send("POST", "/metrics", "").statusCode()).isEqualTo(405);
    }

    @Test
    void aContentThatIsNotWhatItsSenderSaidIsRefused() throws IOException {
        assertProblem(
                put("checked", "hello", "X-IC-Checksum", "0000000000000000"), 400, "bad-request", "X-IC-Checksum");
        assertThat(target.send("GET", path("checked"), "").statusCode()).isEqualTo(404);
    }

    @Test
    void customMetadataIsUtf8() throws IOException {
        HttpResponse<String> put =
                RawHttp.put(target.settings.rest().port(), path("meta8"), "x", "x-ic-meta-where: Zürich 東京");
        assertThat(put.statusCode()).isEqualTo(201);

        assertThat(rawGet(path("meta8")).headers().firstValue("x-ic-meta-where"))
                .contains("Zürich 東京");
    }

    @Test
    void tooMuchCustomMetadataIsRefused() throws IOException {
        assertProblem(put("meta", "x", "x-ic-meta-a", "v".repeat(5_000)), 400, "bad-request", "x-ic-meta-*");
    }

    @Test
    void moreThanTheCapacityIsRefusedAndLeavesNothing() throws IOException {
        HttpResponse<String> full = put("big", "x".repeat(80 << 20));

        assertProblem(full, 507, "store-full", null);
        assertThat(put("small", "x").statusCode()).isEqualTo(201);
        String metrics = target.send("GET", "/metrics", "").body();
        assertThat(metrics).contains("xic_store_used_bytes").contains("xic_http_request_seconds_count");
        assertThat(metrics)
                .contains("route=\"/ic/v1/buckets/{bucket}/objects/{name}\"")
                .doesNotContain("digits");
    }

    @Test
    void headersBeyondTheLimitAreRefused() throws IOException {
        assertProblem(put("h", "x", "X-Filler", "f".repeat(40_000)), 431, "too-large", "headers");
        assertProblem(rawGet(path("n".repeat(20_000))), 414, "too-long", "request line");
    }

    @Test
    void aRedirectOfTheGatewayIsFollowed() throws IOException {
        String query = "?bucketId=" + bucket.id() + "&mapVersion=" + gateway.mapVersion() + "&utm=1&pid=g1";
        assertThat(target.send("PUT", path("redirected") + query, "x").statusCode())
                .isEqualTo(201);
    }

    @Test
    void anOlderMapOfTheSenderIsRefusedForWrites() throws IOException {
        String query = "?bucketId=" + bucket.id() + "&mapVersion=" + (gateway.mapVersion() - 1);
        HttpResponse<String> refused = target.send("PUT", path("stale") + query, "x");

        assertProblem(refused, 503, "wrong-map-version", null);
        assertThat(refused.headers().firstValue("retry-after")).contains("1");
    }

    @Test
    void aBucketThatWasBornAgainIsAnotherOne() throws IOException {
        Bucket old = gateway.bucket("phoenix");
        await().until(() ->
                target.send("PUT", "/ic/v1/buckets/phoenix/objects/x", "x").statusCode() == 201);
        gateway.destroy(old);
        Bucket again = gateway.bucket("phoenix");
        String fresh = "/ic/v1/buckets/phoenix/objects/x?bucketId=" + again.id();

        assertThat(target.send("GET", fresh, "").statusCode()).isEqualTo(404);
        HttpResponse<String> ended = target.send("GET", "/ic/v1/buckets/phoenix/objects/x?bucketId=" + old.id(), "");
        assertProblem(ended, 404, "no-such-bucket", "bucket");
        await().until(() -> target.send("GET", "/metrics", "").statusCode() == 200);
    }

    private static HttpResponse<String> put(String name, String content, String... headers) throws IOException {
        return target.send("PUT", path(name.replace(" ", "%20")), content, headers);
    }

    private static String path(String encodedName) {
        return "/ic/v1/buckets/b/objects/" + encodedName;
    }

    /** As it stands, past every client that would tidy it. */
    private static HttpResponse<String> rawGet(String path) throws IOException {
        return RawHttp.get(target.settings.rest().port(), path);
    }

    private static void assertProblem(HttpResponse<String> response, int status, String reason, String field) {
        assertThat(response.body()).isNotEmpty();
        JsonObject problem = new JsonObject(response.body());
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(problem.getInteger("status")).isEqualTo(status);
        assertThat(problem.getString("type")).isEqualTo("/problems/" + reason);
        assertThat(problem.getString("title")).isNotEmpty();
        assertThat(problem.getString("detail")).isNotEmpty();
        assertThat(problem.getString("field")).isEqualTo(field);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
    }
}
