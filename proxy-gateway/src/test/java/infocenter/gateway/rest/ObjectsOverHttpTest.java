package infocenter.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.bucket.BucketName;
import infocenter.core.command.Command;
import infocenter.node.ErrorsAnswer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pcollections.TreePMap;

/** Where objects are, what their names are, and what went wrong with some. */
class ObjectsOverHttpTest {
    private static final String T1 = "http://t1.example:2";
    private static final String T2 = "http://t2.example:2";

    private final Gateway gateway = Gateway.ready(2);
    private final Http http = gateway.http;

    @AfterEach
    void close() {
        gateway.close();
    }

    private long bucketId() {
        return gateway.now().buckets().byName().get(BucketName.of("src")).id();
    }

    @Test
    void anObjectIsRedirectedToItsHomeWithBucketIdAndMapVersion() {
        for (String method : List.of("GET", "HEAD", "PUT", "DELETE")) {
            Http.Answer answer = http.send(method, "/ic/v1/buckets/src/objects/a/b%20c%C3%A4+d", null);
            assertThat(answer.status()).isEqualTo(307);
            assertThat(answer.header("Location"))
                    .matches("http://t[12].example:1/ic/v1/buckets/src/objects/a/b%20c%C3%A4\\+d\\?bucketId="
                            + bucketId() + "&mapVersion=1");
        }
    }

    @Test
    void theClientsOwnQueryGoesAlongButNotWhatOnlyTheGatewaySays() {
        Http.Answer answer = http.get("/ic/v1/buckets/src/objects/o?a=b%20c&mapVersion=9&bucketId=9");
        assertThat(answer.header("Location")).endsWith("/objects/o?bucketId=" + bucketId() + "&mapVersion=1&a=b%20c");
    }

    @Test
    void aBodyThatComesWithTheRequestDoesNotBreakTheAnswer() throws IOException {
        String body = "x".repeat(40 * 1024 * 1024);
        String answer = http.raw("PUT /ic/v1/buckets/src/objects/o HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body);
        assertThat(answer).startsWith("HTTP/1.1 307");
    }

    @Test
    void aClientThatAsksFirstIsRedirectedWithoutSendingItsBody() throws IOException {
        String answer = http.raw("PUT /ic/v1/buckets/src/objects/o HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Content-Length: 1000000000\r\nExpect: 100-continue\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 307");
    }

    @Test
    void aHomeThatIsDownIsNamed() {
        gateway.down("t1");
        gateway.down("t2");
        Http.Answer answer = http.get("/ic/v1/buckets/src/objects/o").problem(503, "target-down");
        assertThat(answer.json().getJsonArray("targets")).hasSize(1);
    }

    @Test
    void anObjectOfAnUnknownBucketIs404() {
        http.get("/ic/v1/buckets/none/objects/o").problem(404, "no-such-bucket");
        http.get("/ic/v1/buckets/none/objects").problem(404, "no-such-bucket");
    }

    @Test
    void namesOfAllTargetsAreOneSortedListWalkedByAToken() {
        gateway.targets.keep(T1, "a/1", "a/3", "b");
        gateway.targets.keep(T2, "a/2", "a/4");

        List<String> names = new ArrayList<>();
        String token = "";
        while (token != null) {
            Http.Answer page = http.get("/ic/v1/buckets/src/objects?prefix=a/&limit=2" + token);
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            page.items().forEach(item -> names.add(((JsonObject) item).getString("name")));
            token = page.text("token") == null ? null : "&token=" + page.text("token");
        }

        assertThat(names).containsExactly("a/1", "a/2", "a/3", "a/4");
    }

    @Test
    void resultsOfAListGoOnByTheTokenAlone() {
        gateway.targets.keep(T1, "a", "c");
        gateway.targets.keep(T2, "b");
        http.start("{\"kind\":\"list-objects\",\"buckets\":[\"src\"],\"id\":\"x1\"}");

        Http.Answer first = http.get("/ic/v1/xactions/x1/results?limit=2");
        Http.Answer next = http.get("/ic/v1/results?limit=2&token=" + first.text("token"));

        assertThat(first.items()).hasSize(2);
        assertThat(next.items().getJsonObject(0).getString("name")).isEqualTo("c");
        assertThat(next.text("token")).isNull();
    }

    @Test
    void tokensThatAreNoneAreRefused() {
        http.get("/ic/v1/results").problem(400, "bad-arguments").field("token");
        http.get("/ic/v1/results?token=x").problem(400, "bad-arguments").field("token");
        http.get("/ic/v1/buckets/src/objects?token=x")
                .problem(400, "bad-arguments")
                .field("token");
        gateway.targets.keep(T1, "a", "b");
        String token = http.get("/ic/v1/buckets/src/objects?limit=1").text("token");
        http.get("/ic/v1/buckets/dst/objects?token=" + token)
                .problem(400, "bad-arguments")
                .field("token");
        http.start("{\"kind\":\"copy-bucket\",\"buckets\":[\"src\",\"dst\"],\"id\":\"c1\"}");
        http.get("/ic/v1/xactions/c1/results").problem(400, "bad-arguments").field("id");
    }

    @Test
    void aTargetThatIsSilentMakesAPageALieAndIsNamed() {
        gateway.targets.silent.add(T2);
        Http.Answer answer = http.get("/ic/v1/buckets/src/objects").problem(503, "target-down");
        assertThat(answer.json().getJsonArray("targets")).containsExactly("t2");
    }

    @Test
    void errorsOfSingleObjectsComeFromAllTargets() {
        http.start("{\"kind\":\"copy-bucket\",\"buckets\":[\"src\",\"dst\"],\"id\":\"c1\"}");
        gateway.targets.errors.put(T1, List.of(new ErrorsAnswer.ObjectError("a", "unreadable")));
        gateway.targets.silent.add(T2);

        JsonObject answer = http.get("/ic/v1/xactions/c1/errors").json();

        assertThat(answer.getJsonArray("items").getJsonObject(0).getMap())
                .isEqualTo(Map.of("target", "t1", "object", "a", "error", "unreadable"));
        assertThat(answer.getLong("dropped")).isZero();
        assertThat(answer.getJsonArray("silent")).containsExactly("t2");
    }

    @Test
    void aBucketIsMadeShownChangedAndEnded() {
        Http.Answer made = http.post("/ic/v1/buckets", "{\"name\":\"new\",\"properties\":{\"a\":\"b\"}}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.json().getJsonObject("properties").getString("a")).isEqualTo("b");

        Http.Answer changed = http.send("PATCH", "/ic/v1/buckets/new", "{\"properties\":{\"c\":\"d\"}}");
        assertThat(changed.json().getJsonObject("properties").getMap()).isEqualTo(Map.of("c", "d"));
        http.send("PATCH", "/ic/v1/buckets/new", "{}")
                .problem(400, "bad-arguments")
                .field("properties");
        assertThat(http.get("/ic/v1/buckets/new?namespace=%40%23").json().getString("reason"))
                .isEqualTo("no-such-bucket");
        assertThat(http.get("/ic/v1/buckets").items()).hasSize(3);

        Http.Answer ended = http.delete("/ic/v1/buckets/new");
        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.json().getLong("id")).isEqualTo(made.json().getLong("id"));
        http.get("/ic/v1/buckets/new").problem(404, "no-such-bucket");
    }

    @Test
    void aBusyBucketIsEndedByForce() {
        http.start("{\"kind\":\"list-objects\",\"buckets\":[\"src\"],\"id\":\"x1\"}");
        assertThat(http.delete("/ic/v1/buckets/src?force=true").status()).isEqualTo(200);
        assertThat(http.get("/ic/v1/xactions/x1").text("state")).isEqualTo("aborting");
    }

    @Test
    void aBucketOfANamespaceIsAnotherOne() {
        gateway.table.apply(new Command.CreateBucket(new BucketName("ais", "#ns", "src"), TreePMap.empty()));
        long id = http.get("/ic/v1/buckets/src?namespace=%23ns").json().getLong("id");
        assertThat(id).isNotEqualTo(bucketId());
        assertThat(http.get("/ic/v1/buckets/src/objects/o?namespace=%40%23ns").header("Location"))
                .contains("bucketId=" + id);
    }
}
