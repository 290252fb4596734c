package infocenter.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.command.Command.RecordReports.RunEnd.How;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pages, filters, and the whole table of one moment. */
class ListOverHttpTest {
    private static Gateway gateway;
    private static Http http;

    @BeforeAll
    static void open() {
        gateway = Gateway.ready(2);
        http = gateway.http;
        for (int at = 1; at <= 7; at++) {
            http.start("{\"kind\":\"list-objects\",\"buckets\":[\"src\"],\"id\":\"l" + at + "\",\"labels\":{\"n\":\""
                    + at % 2 + "\"}}");
            gateway.acknowledge("l" + at);
        }
        http.start("{\"kind\":\"copy-bucket\",\"buckets\":[\"src\",\"dst\"],\"id\":\"c1\"}");
        gateway.end("l1", How.FINISHED);
        gateway.end("l2", How.FAILED);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    private static List<String> ids(String query) {
        return ids(http.get("/ic/v1/xactions" + query).items());
    }

    private static List<String> ids(JsonArray items) {
        return items.stream().map(item -> ((JsonObject) item).getString("id")).toList();
    }

    @Test
    void rowsComeNewestFirst() {
        assertThat(ids("")).containsExactly("c1", "l7", "l6", "l5", "l4", "l3", "l2", "l1");
    }

    @Test
    void pagesAreWalkedByACursorUntilThereIsNone() {
        List<String> seen = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        while (cursor != null) {
            Http.Answer page = http.get("/ic/v1/xactions?kind=list-objects&limit=3" + cursor);
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            assertThat(page.header("X-IC-Index")).isNotNull();
            seen.addAll(ids(page.items()));
            cursor = page.text("cursor") == null ? null : "&cursor=" + page.text("cursor");
            pages++;
        }
        assertThat(seen).containsExactly("l7", "l6", "l5", "l4", "l3", "l2", "l1");
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void aLongPageIsTheSame() {
        assertThat(ids("?limit=1000")).containsExactly("c1", "l7", "l6", "l5", "l4", "l3", "l2", "l1");
    }

    @Test
    void aCursorBelongsToItsFilters() {
        String cursor = http.get("/ic/v1/xactions?kind=list-objects&limit=3").text("cursor");
        http.get("/ic/v1/xactions?limit=3&cursor=" + cursor)
                .problem(400, "bad-cursor")
                .field("cursor");
    }

    @Test
    void filtersAreTakenTogether() {
        assertThat(ids("?kind=copy-bucket")).containsExactly("c1");
        assertThat(ids("?state=finished")).containsExactly("l2", "l1");
        assertThat(ids("?active=true&label=n:0")).containsExactly("l6", "l4");
        assertThat(ids("?bucket=dst")).containsExactly("c1");
        assertThat(ids("?bucket=ais://dst")).containsExactly("c1");
        assertThat(ids("?origin=system")).isEmpty();
        assertThat(ids("?kind=no-such-kind")).isEmpty();
    }

    @Test
    void theWholeTableOfOneMomentIsStreamedAsLines() {
        Http.Answer answer = http.get("/ic/v1/xactions?all=true");

        assertThat(answer.header("content-type")).isEqualTo("application/x-ndjson");
        List<JsonObject> lines = answer.body().lines().map(JsonObject::new).toList();
        assertThat(lines.get(0).getLong("version")).isEqualTo(Long.parseLong(answer.header("X-IC-Index")));
        assertThat(lines.get(0).getLong("term")).isEqualTo(1);
        assertThat(lines.subList(1, lines.size()))
                .extracting(row -> row.getString("id"))
                .containsExactly("c1", "l7", "l6", "l5", "l4", "l3", "l2", "l1");
        http.get("/ic/v1/xactions?all=true&cursor=x").problem(400, "bad-arguments");
    }

    @Test
    void aFailedRunIsAnErrorOfTheRow() {
        JsonObject row = http.get("/ic/v1/xactions/l2").json();
        assertThat(row.getString("error")).contains("t1: failed").contains("t2: failed");
        assertThat(row.getString("endTime")).isNotNull();
    }
}
