package infocenter.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.NodeId;
import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordAcknowledgements.Acknowledgement;
import infocenter.core.command.Command.RecordProgress.Progress;
import infocenter.core.command.Command.RecordReports.RunEnd;
import infocenter.core.xaction.Caller;
import infocenter.core.xaction.Counters;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.XactionId;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pcollections.TreePMap;

/** Targets that are taken out: what an operator sees until it is safe to stop them. */
class NodesOverHttpTest {
    private static final NodeId T2 = new NodeId("t2");
    private static final XactionId REBALANCE = new XactionId("g2");

    @Test
    void aTargetIsDrainedAndThenForgotten() {
        try (Gateway gateway = Gateway.ready(2)) {
            Http http = gateway.http;
            assertThat(node(http).getValue("drain")).isNull();

            Http.Answer asked = http.post("/ic/v1/nodes/t2/decommission", "");
            assertThat(asked.status()).as(asked.body()).isEqualTo(200);
            assertThat(asked.json().getString("state")).isEqualTo("decommissioned");
            assertThat(drain(http)).isEqualTo("draining null");
            http.delete("/ic/v1/nodes/t2").problem(409, "wrong-state");

            gateway.table.apply(new Command.ProposePlacement(2, List.of(new NodeId("t1"))));
            gateway.table.apply(new Command.ActivatePlacement(2));
            rebalance(gateway);
            progress(gateway, 37);
            assertThat(drain(http)).isEqualTo("draining 37");
            assertThat(node(http).getInteger("balancedVersion")).isEqualTo(1);
            gateway.table.apply(new Command.RecordReports(
                    List.of(new RunEnd(REBALANCE, T2, 1, 1, 1, RunEnd.How.FINISHED, "", Counters.ZERO))));
            assertThat(drain(http)).isEqualTo("safe-to-stop null");
            assertThat(node(http).getInteger("balancedVersion")).isEqualTo(2);

            gateway.down("t2");
            assertThat(http.delete("/ic/v1/nodes/t2").json().getString("id")).isEqualTo("t2");
            http.get("/ic/v1/nodes/t2").problem(404, "no-such-node");
            http.delete("/ic/v1/nodes/t2").problem(404, "no-such-node");
        }
    }

    @Test
    void maintenanceIsTakenBack() {
        try (Gateway gateway = Gateway.ready(2)) {
            Http http = gateway.http;
            http.post("/ic/v1/nodes/t2/maintenance", "{}");
            assertThat(http.post("/ic/v1/nodes/t2/maintenance", "{}").json().getString("state"))
                    .as("again")
                    .isEqualTo("maintenance");
            http.post("/ic/v1/nodes/t1/maintenance", "{}").problem(409, "last-target");
            assertThat(http.delete("/ic/v1/nodes/t2/maintenance").json().getString("state"))
                    .isEqualTo("up");
            assertThat(node(http).getValue("drain")).isNull();
            http.post("/ic/v1/nodes/t9/maintenance", "{}").problem(404, "no-such-node");
            http.post("/ic/v1/nodes/-/decommission", "{}").problem(400, "bad-arguments");
        }
    }

    @Test
    void aTargetThatWentWithItsObjectsIsShownSo() {
        try (Gateway gateway = Gateway.ready(2)) {
            gateway.down("t2");
            gateway.table.apply(new Command.EvictNode(T2, 1));
            assertThat(drain(gateway.http)).isEqualTo("undrained null");
        }
    }

    private static void rebalance(Gateway gateway) {
        gateway.table.apply(new Command.RegisterXaction(
                REBALANCE,
                "rebalance",
                "{\"version\":2}",
                "",
                List.of(),
                TreePMap.empty(),
                null,
                "",
                Origin.SYSTEM,
                Caller.system("test"),
                true,
                5_000,
                0));
    }

    private static void progress(Gateway gateway, long objects) {
        gateway.table.apply(new Command.RecordAcknowledgements(List.of(new Acknowledgement(REBALANCE, T2, 1, 1))));
        gateway.table.apply(new Command.RecordProgress(
                List.of(new Progress(REBALANCE, T2, 1, 1, new Counters(objects, 0, 0, 0, 0, 0), 100, false))));
    }

    private static JsonObject node(Http http) {
        return http.get("/ic/v1/nodes/t2").json();
    }

    private static String drain(Http http) {
        JsonObject drain = node(http).getJsonObject("drain");
        return drain.getString("state") + " " + drain.getValue("percent");
    }
}
