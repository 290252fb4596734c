package infocenter.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import infocenter.client.Moment;
import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Identity;
import infocenter.core.cluster.Node;
import infocenter.core.command.Reason;
import infocenter.gateway.door.GatewayUseCases;
import infocenter.gateway.door.GroupInfo;
import infocenter.gateway.door.JsonText;
import infocenter.gateway.join.InitializeCluster;
import java.io.IOException;

/** The cluster: formed, and shown. */
final class ClusterRoutes {
    private final GatewayUseCases useCases;
    private final Body body;
    private final RestLimits limits;

    ClusterRoutes(GatewayUseCases useCases, Body body, RestLimits limits) {
        this.useCases = useCases;
        this.body = body;
        this.limits = limits;
    }

    void bind(Bindings bindings) {
        bindings.anywhere("initializeCluster", this::initialize).member("showCluster", this::cluster);
    }

    private void initialize(Call call) {
        body.object(call, limits.smallBodyBytesMax(), object -> {
            Fields.none(object);
            call.when(useCases.initialize().initialize(), answer -> initialized(call, answer));
        });
    }

    /** What came of making a cluster. */
    static void initialized(Call call, InitializeCluster.Answer answer) {
        if (answer instanceof InitializeCluster.Answer.Initialized made) {
            call.json(201, json -> {
                json.writeStartObject();
                json.writeStringField("clusterId", made.identity().clusterId());
                json.writeNumberField("epoch", made.identity().epoch());
                json.writeEndObject();
            });
        } else if (answer instanceof InitializeCluster.Answer.AlreadyInitialized already) {
            call.problem(
                    Problem.of(409, Reason.ALREADY_INITIALIZED.shown(), "this gateway belongs to a cluster already")
                            .with("clusterId", already.clusterId()));
        } else if (answer instanceof InitializeCluster.Answer.Refused refused) {
            call.problem(Problem.of(409, "not-here", refused.message()));
        }
    }

    private void cluster(Call call) {
        call.when(useCases.table().now(), moment -> {
            GroupInfo group = useCases.group().get();
            call.json(200, moment.term(), moment.index(), json -> cluster(json, moment, group));
        });
    }

    private static void cluster(JsonGenerator json, Moment moment, GroupInfo group) throws IOException {
        Cluster cluster = moment.information().cluster();
        Identity identity = moment.information().identity();
        json.writeStartObject();
        json.writeStringField("clusterId", identity == null ? "" : identity.clusterId());
        json.writeNumberField("epoch", identity == null ? 0 : identity.epoch());
        json.writeBooleanField("initialized", identity != null);
        JsonText.textOrNull(json, "leader", MembersView.leader(group));
        json.writeNumberField("term", moment.term());
        json.writeArrayFieldStart("members");
        for (Node member : cluster.members()) {
            json.writeString(member.id().value());
        }
        json.writeEndArray();
        NodeView.counts(json, cluster);
        json.writeNumberField("featureLevel", cluster.featureLevel());
        json.writeObjectFieldStart("placement");
        NodeView.placement(json, "active", cluster.active());
        NodeView.placement(json, "proposed", cluster.proposed());
        json.writeEndObject();
        json.writeNumberField("version", moment.index());
        json.writeEndObject();
    }
}
