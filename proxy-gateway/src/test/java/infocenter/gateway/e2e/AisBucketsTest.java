package infocenter.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.gateway.e2e.OneJvmCluster.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Buckets, listings and redirects in AIStore's words, at a member and at a gateway that is none. */
class AisBucketsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static OneJvmCluster cluster;

    @BeforeAll
    static void up(@TempDir Path folder) throws Exception {
        cluster = new OneJvmCluster(folder, 4, 2).up();
        cluster.callUntilServed("POST", "g1", "/v1/buckets/b?provider=ais", "{\"action\":\"create-bck\"}");
        for (String name : List.of("a", "dir/x", "dir/y", "dir/z", "e", "f%20g")) {
            Answer put = cluster.callUntilServed("PUT", "g1", "/v1/objects/b/" + name, "12345");
            assertThat(put.status()).as(put.text()).isEqualTo(200);
        }
    }

    @AfterAll
    static void down() {
        cluster.close();
    }

    @Test
    void aBucketThatWasMadeHereIsThereEverywhereAndGoneEverywhere() throws Exception {
        String spare = cluster.spare();
        String path = "/v1/buckets/comes?provider=ais";
        assertThat(cluster.call("POST", spare, path, "{\"Action\":\"create-bck\",\"value\":null,\"name\":\"\"}")
                        .status())
                .isEqualTo(200);
        Answer again = cluster.call("POST", "g1", path, "{\"action\":\"create-bck\"}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.at("message")).isEqualTo("bucket \"ais://comes\" already exists");
        for (String gateway : cluster.gateways()) {
            Answer head = cluster.call("HEAD", gateway, path, null);
            assertThat(head.status()).isEqualTo(200);
            JsonObject props =
                    new JsonObject(head.headers().get("ais-bucket-props").get(0));
            assertThat(props.getString("access")).isEqualTo("18446744073709551615");
            assertThat(Long.parseUnsignedLong(props.getString("bid"))).isNegative();
        }
        assertThat(cluster.call("DELETE", spare, path, "{\"action\":\"destroy-bck\"}")
                        .status())
                .isEqualTo(200);
        for (String gateway : cluster.gateways()) {
            Answer head = cluster.call("HEAD", gateway, path, null);
            assertThat(head.status()).isEqualTo(404);
            assertThat(new JsonObject(head.headers().get("hdr-error").get(0)).getString("message"))
                    .isEqualTo("bucket \"ais://comes\" does not exist");
        }
    }

    @Test
    void pagesTogetherAreTheBucket() throws Exception {
        List<String> names = new ArrayList<>();
        String uuid = "";
        String token = "";
        int gateway = 0;
        do {
            JsonObject page = list(
                    cluster.gateways().get(gateway++ % 4),
                    new JsonObject().put("pagesize", 2).put("uuid", uuid).put("continuation_token", token));
            page.getJsonArray("entries").forEach(entry -> names.add(((JsonObject) entry).getString("name")));
            uuid = page.getString("uuid");
            token = page.getString("continuation_token");
        } while (!token.isEmpty());
        assertThat(names).containsExactly("a", "dir/x", "dir/y", "dir/z", "e", "f g");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void oneLevelHasEachFolderOnceAlsoAcrossPages(int size) throws Exception {
        List<String> names = new ArrayList<>();
        String token = "";
        do {
            JsonObject page = list(
                    cluster.spare(),
                    new JsonObject().put("flags", "2048").put("pagesize", size).put("continuation_token", token));
            page.getJsonArray("entries").forEach(entry -> names.add(((JsonObject) entry).getString("name")));
            token = page.getString("continuation_token");
        } while (!token.isEmpty());
        assertThat(names).containsExactly("a", "dir/", "e", "f g");
    }

    @Test
    void aListingSaysSizesAsTextsAndNamesOnlyWhenThatIsAll() throws Exception {
        JsonArray sizes = list("g1", new JsonObject().put("prefix", "dir/").put("start_after", "dir/x"))
                .getJsonArray("entries");
        assertThat(sizes.getJsonObject(0).encode()).isEqualTo("{\"name\":\"dir/y\",\"size\":\"5\",\"flags\":64}");
        JsonArray names = list("g1", new JsonObject().put("prefix", "e").put("flags", "17"))
                .getJsonArray("entries");
        assertThat(names.encode()).isEqualTo("[{\"name\":\"e\",\"flags\":64}]");
    }

    @Test
    void objectsAreRedirectedByTheStatusThatKeepsTheBody() throws Exception {
        for (String gateway : new String[] {"g1", cluster.spare()}) {
            HttpResponse<String> get = bare("GET", gateway, "/v1/objects/b/f%20g?provider=ais&pid=evil");
            assertThat(get.statusCode()).isEqualTo(301);
            assertThat(get.headers().firstValue("location").orElseThrow())
                    .matches(".*/v1/objects/b/f%20g\\?provider=ais&pid=" + gateway
                            + "&utm=[0-9a-z]+&bid=\\d+&vpams=\\d+");
            for (String method : new String[] {"HEAD", "PUT", "DELETE", "PATCH", "POST"}) {
                assertThat(bare(method, gateway, "/v1/objects/b/x").statusCode())
                        .as(method)
                        .isEqualTo(307);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST   | /v1/buckets/b      | {'action':'no-such'}                                     | 400 | invalid action",
                "POST   | /v1/buckets        | {'action':'create-bck'}                                  | 400 | invalid bucket name",
                "POST   | /v1/buckets/a/b    | {'action':'create-bck'}                                  | 400 | invalid bucket name",
                "POST   | /v1/buckets/.      | {'action':'create-bck'}                                  | 400 | invalid",
                "GET    | /v1/buckets/none   | {'action':'list','value':{}}                             | 404 | bucket \"ais://none\" does not exist",
                "GET    | /v1/buckets/b      | {'action':'list','value':{'flags':'x'}}                  | 400 | flags",
                "DELETE | /v1/buckets/b      | {'action':'evict-listrange','value':{'objnames':['a']}}  | 400 | is not remote",
                "DELETE | /v1/buckets/b      | {'action':'delete-listrange','value':{'template':'{1..10000000000}'}} | 400 | template",
                "DELETE | /v1/buckets/b      | {'action':'delete-listrange','value':{'objnames':['../x']}} | 400 | name",
                "DELETE | /v1/buckets/b      | {'action':'delete-listrange','value':{'objnames':'x'}}   | 400 | objnames",
                "POST   | /v1/buckets/b      | {'action':'copy-bck'}                                    | 400 | invalid bucket",
                "POST   | /v1/buckets/b?bck_to=ais%2F%40%23%2Fb%2F | {'action':'copy-bck'}             | 400 | onto itself",
                "POST   | /v1/buckets/none?bck_to=ais%2F%40%23%2Fc%2F | {'action':'copy-bck'}          | 404 | ais://none",
                "POST   | /v1/buckets/none?bck_to=ais%2F%40%23%2Fc%2F | {'action':'move-bck'}          | 404 | ais://none",
                "GET    | /v1/buckets/b      | {'action':'summary-bck','value':{'uuid':'nobody123'}}    | 404 | does not exist",
                "GET    | /v1/objects/b/a//b |                                                          | 400 | object name",
                "GET    | /v1/objects/b/%2e%2e/x |                                                      | 400 | object name",
                "PUT    | /v1/objects/none/x | x                                                        | 404 | bucket \"ais://none\" does not exist",
                "PUT    | /v1/objects/b/%ff  | x                                                        | 400 | UTF-8",
            })
    void whatIsWrongIsRefusedInAIStoresWords(String method, String path, String body, int status, String words)
            throws Exception {
        for (String gateway : new String[] {"g1", cluster.spare()}) {
            Answer answer = cluster.call(method, gateway, path, body == null ? null : body.replace('\'', '"'));
            assertThat(answer.status()).as(answer.text()).isEqualTo(status);
            assertThat(answer.at("message")).contains(words);
            assertThat(answer.json().getInteger("status")).isEqualTo(status);
        }
    }

    private static JsonObject list(String gateway, JsonObject value) throws Exception {
        Answer answer = cluster.call(
                "GET",
                gateway,
                "/v1/buckets/b?provider=ais",
                new JsonObject().put("action", "list").put("value", value).encode());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    /** Follows nothing. */
    private static HttpResponse<String> bare(String method, String gateway, String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(cluster.node(gateway).publicUrl() + path))
                        .timeout(Duration.ofSeconds(40))
                        .method(method, HttpRequest.BodyPublishers.ofString(method.equals("GET") ? "" : "{}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
