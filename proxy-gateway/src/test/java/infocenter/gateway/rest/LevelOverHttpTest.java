package infocenter.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.Role;
import infocenter.core.command.Command;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** What may be written, through the door. */
class LevelOverHttpTest {
    private static final String PATH = "/ic/v1/cluster/feature-level";

    private static Command.JoinNode understanding(Command.JoinNode join, int level) {
        return new Command.JoinNode(
                join.clusterId(),
                join.id(),
                join.role(),
                join.addresses(),
                join.zone(),
                join.incarnation(),
                join.seat(),
                level);
    }

    @Test
    void itIsShownAndRaisedOnceEveryNodeThatIsUpUnderstandsIt() {
        try (Gateway gateway = Gateway.ready(1)) {
            gateway.table.applySessionless(understanding(Gateway.join("g2", Role.GATEWAY), 3));
            JsonObject shown = gateway.http.get(PATH).json();
            assertThat(shown.getInteger("level")).isEqualTo(1);
            assertThat(shown.getInteger("raisableTo")).isEqualTo(1);
            assertThat(shown.getJsonArray("items").stream()
                            .map(JsonObject.class::cast)
                            .map(node -> node.getString("id") + " " + node.getInteger("understands")))
                    .containsExactly("g1 1", "g2 3", "t1 1");

            Http.Answer refused = gateway.http.post(PATH, "{}");
            refused.problem(409, "feature-level");
            assertThat(refused.json().getString("detail"))
                    .contains("level 3", "g1 (level 1)", "t1 (level 1)")
                    .doesNotContain("g2");
            assertThat(gateway.http.get(PATH).json().getInteger("level")).isEqualTo(1);

            assertThat(gateway.http.post(PATH, "{\"level\":1}").json().getInteger("level"))
                    .as("nothing to do")
                    .isEqualTo(1);
            gateway.http
                    .post(PATH, "{\"level\":0}")
                    .problem(400, "bad-arguments")
                    .field("level");
            gateway.http.post(PATH, "{\"level\":\"2\"}").problem(400, "bad-arguments");
            gateway.http.post(PATH, "{\"lewel\":2}").problem(400, "unknown-field");
        }
    }
}
