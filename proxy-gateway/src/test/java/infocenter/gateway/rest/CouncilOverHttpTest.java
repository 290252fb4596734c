package infocenter.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.Council;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Role;
import infocenter.core.command.Command;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What operators want of the Information Center, through the door. */
class CouncilOverHttpTest {
    private static final String SIZE = "/ic/v1/ic/size";

    private static Gateway three() {
        Gateway gateway = Gateway.ready(2);
        for (String id : List.of("g2", "g3", "g4")) {
            gateway.table.applySessionless(Gateway.join(id, Role.GATEWAY));
        }
        gateway.table.apply(new Command.RecordConfiguration(1, 2, List.of("p-g1", "p-g2", "p-g3")));
        return gateway;
    }

    private static Council council(Gateway gateway) {
        return gateway.now().cluster().council();
    }

    @Test
    void theSizeIsAWishInTheLog() {
        try (Gateway gateway = three()) {
            Http.Answer five = gateway.http.send("PUT", SIZE, "{\"size\":5}");
            assertThat(five.status()).as(five.body()).isEqualTo(200);
            assertThat(five.json().getInteger("wantedSize")).isEqualTo(5);
            assertThat(council(gateway).size()).isEqualTo(5);
            assertThat(gateway.http.send("PUT", SIZE, "{\"size\":5}").status())
                    .as("again")
                    .isEqualTo(200);
            for (String wrong : List.of("{\"size\":2}", "{\"size\":4294967297}", "{\"size\":-3}", "{}")) {
                gateway.http
                        .send("PUT", SIZE, wrong)
                        .problem(400, "bad-arguments")
                        .field("size");
            }
            gateway.http.send("PUT", SIZE, "{\"size\":\"5\"}").problem(400, "bad-arguments");
            gateway.http.send("PUT", SIZE, "{\"sise\":5}").problem(400, "unknown-field");
            assertThat(council(gateway).size()).isEqualTo(5);
        }
    }

    @Test
    void seatsAreTakenAndGivenAndShown() {
        try (Gateway gateway = three()) {
            Http http = gateway.http;
            JsonObject without = http.delete("/ic/v1/ic/seats/g2").json();
            assertThat(without.getJsonArray("barred")).containsExactly("g2");
            http.delete("/ic/v1/ic/seats/g3").problem(409, "no-spare");
            http.delete("/ic/v1/ic/seats/t1").problem(409, "other-role");
            http.delete("/ic/v1/ic/seats/g9").problem(404, "no-such-node");
            http.delete("/ic/v1/ic/seats/-").problem(400, "bad-arguments").field("id");

            JsonObject members = http.get("/ic/v1/members").json();
            assertThat(members.getInteger("wantedSize")).isEqualTo(3);
            // The group that this gateway sees has one voter.
            assertThat(members.getJsonArray("items").getJsonObject(0).getString("role"))
                    .isEqualTo("leader");
            assertThat(members.getJsonArray("items").getJsonObject(0).getBoolean("unwanted"))
                    .isFalse();
            assertThat(members.getJsonArray("others").stream()
                            .map(JsonObject.class::cast)
                            .map(other -> other.getString("id") + " " + other.getString("role")))
                    .containsExactly("g2 barred", "g3 spare", "g4 spare");

            assertThat(http.send("PUT", "/ic/v1/ic/seats/g2", null).status()).isEqualTo(200);
            assertThat(council(gateway).barred()).isEmpty();
            http.send("PUT", "/ic/v1/ic/seats/g4", null).problem(409, "no-free-seat");
        }
    }

    @Test
    void leadershipIsAskedOfTheLeaderOfThisTerm() {
        try (Gateway gateway = three()) {
            Http http = gateway.http;
            JsonObject asked = http.post("/ic/v1/ic/leader", "{\"to\":\"g3\"}").json();
            assertThat(asked.getString("wishedLeader")).isEqualTo("g3");
            assertThat(council(gateway).lead()).isEqualTo(new Council.Lead(new NodeId("g3"), 1));

            assertThat(http.post("/ic/v1/ic/leader", "{}").json().getString("wishedLeader"))
                    .as("any other")
                    .isEqualTo("g2");
            http.post("/ic/v1/ic/leader", "{\"to\":\"g4\"}").problem(409, "wrong-state");
            http.post("/ic/v1/ic/leader", "{\"to\":\"-\"}").problem(400, "bad-arguments");

            gateway.down("g2");
            gateway.down("g3");
            http.post("/ic/v1/ic/leader", "").problem(409, "last-member");
        }
    }

    @Test
    void aPreviewSaysWhatWouldBeAndChangesNothing() {
        try (Gateway gateway = three()) {
            Http http = gateway.http;
            http.start("{\"kind\":\"copy-bucket\",\"buckets\":[\"src\",\"dst\"],\"id\":\"x1\"}");
            gateway.acknowledge("x1");
            long before = gateway.table.moment().index();

            JsonObject one = http.get("/ic/v1/preview?change=size&size=1").json();
            assertThat(one.getString("outcome")).isEqualTo("applies");
            assertThat(one.getJsonObject("group").getJsonObject("now").getInteger("mayFail"))
                    .isEqualTo(1);
            assertThat(one.getJsonObject("group").getJsonObject("settled").getInteger("members"))
                    .isEqualTo(1);

            JsonObject away = http.get("/ic/v1/preview?change=kill&node=t2").json();
            assertThat(away.getJsonObject("counts").getInteger("waits")).isEqualTo(1);
            assertThat(away.getJsonArray("items").getJsonObject(0).getString("id"))
                    .isEqualTo("x1");

            JsonObject refused =
                    http.get("/ic/v1/preview?change=decommission&node=g9").json();
            assertThat(refused.getJsonObject("refusal").getString("reason")).isEqualTo("no-such-node");
            for (String change : List.of(
                    "add&node=g4", "remove&node=g1", "transfer", "maintenance&node=g1", "end-maintenance&node=t1")) {
                assertThat(http.get("/ic/v1/preview?change=" + change).status())
                        .as(change)
                        .isEqualTo(200);
            }
            http.get("/ic/v1/preview").problem(400, "bad-arguments").field("change");
            http.get("/ic/v1/preview?change=kill").problem(400, "bad-arguments").field("node");
            http.get("/ic/v1/preview?change=size&size=x")
                    .problem(400, "bad-arguments")
                    .field("size");
            assertThat(gateway.table.moment().index()).isEqualTo(before);
        }
    }

    @Test
    void everyAnswerIsAsTheContractSays() {
        ContractCheck check = new ContractCheck();
        try (Gateway gateway = three()) {
            Http http = gateway.http;
            gateway.http.start("{\"kind\":\"copy-bucket\",\"buckets\":[\"src\",\"dst\"],\"id\":\"x1\"}");
            List<String> faults = new ArrayList<>();
            BiConsumer<String, Http.Answer> hold = (id, answer) -> faults.addAll(check.faults(id, answer));
            hold.accept("setIcSize", http.send("PUT", SIZE, "{\"size\":5}"));
            hold.accept("setIcSize", http.send("PUT", SIZE, "{\"size\":4}"));
            hold.accept("takeSeat", http.delete("/ic/v1/ic/seats/g1"));
            hold.accept("listMembers", http.get("/ic/v1/members"));
            hold.accept("giveSeat", http.send("PUT", "/ic/v1/ic/seats/g1", null));
            hold.accept("moveLeadership", http.post("/ic/v1/ic/leader", "{\"to\":\"g2\"}"));
            hold.accept("previewChange", http.get("/ic/v1/preview?change=kill&node=t2"));
            hold.accept("previewChange", http.get("/ic/v1/preview?change=remove&node=g9"));
            hold.accept("previewChange", http.get("/ic/v1/preview"));
            assertThat(faults).isEmpty();
        }
    }
}
