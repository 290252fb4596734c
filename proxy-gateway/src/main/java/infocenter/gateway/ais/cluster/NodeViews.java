package infocenter.gateway.ais.cluster;

import infocenter.core.cluster.Node;
import infocenter.core.cluster.Role;
import infocenter.gateway.ais.AisCall;
import infocenter.gateway.ais.AisError;
import infocenter.gateway.ais.AisRefusal;
import infocenter.gateway.door.GatewayUseCases;
import infocenter.process.ProcessLog;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One node: the one that a header names, else this gateway. What the map knows is answered out of the map, what only the node knows is
 * asked of its public door.
 */
final class NodeViews {
    /** Shown as the version of AIStore: two dots, or clients cannot read it. */
    static final String VERSION = "5.0.0";

    private static final String NODE_HEADER = "Ais-Node-Id";
    private static final String METRICS = "/metrics";

    private final Vertx vertx;
    private final GatewayUseCases useCases;
    private final Smaps smaps;
    private final NodePages pages;

    NodeViews(Vertx vertx, GatewayUseCases useCases, Smaps smaps) {
        this.vertx = vertx;
        this.useCases = useCases;
        this.smaps = smaps;
        this.pages = new NodePages(vertx);
    }

    void self(AisCall call) {
        Node node = node(call);
        Smap map = smaps.map();
        call.json(json -> map.node(json, node));
    }

    /** Everything about one node. One that does not answer is shown without its figures. */
    void status(AisCall call) {
        Node node = node(call);
        Smap map = smaps.map();
        figures(
                node,
                figures -> call.json(json -> {
                    json.writeStartObject();
                    json.writeFieldName("snode");
                    map.node(json, node);
                    figures.tracker(json);
                    figures.capacity(json);
                    json.writeStringField("status", status(node));
                    json.writeStringField("deployment", "dev");
                    json.writeStringField("ais_version", VERSION);
                    json.writeStringField("build_time", "");
                    json.writeStringField("k8s_pod_name", "");
                    json.writeFieldName("cluster");
                    new StateInfo(map).write(json);
                    json.writeFieldName("sys_info");
                    figures.load(json);
                    json.writeStringField("smap_version", Long.toString(map.version()));
                    json.writeEndObject();
                }));
    }

    void load(AisCall call) {
        figures(node(call), figures -> call.json(figures::load));
    }

    void figures(AisCall call) {
        Node node = node(call);
        Smap map = smaps.map();
        figures(
                node,
                figures -> call.json(json -> {
                    json.writeStartObject();
                    json.writeFieldName("snode");
                    map.node(json, node);
                    figures.tracker(json);
                    figures.capacity(json);
                    json.writeEndObject();
                }));
    }

    /** The log of a node, or all of it as an archive. */
    void log(AisCall call) {
        Node node = node(call);
        if (node.role() == Role.TARGET) {
            throw new AisRefusal(
                    AisError.unsupported("the log of a target is read where it runs, not through this gateway"));
        }
        if (!node.id().equals(useCases.settings().id())) {
            pages.get(node, "/v1/daemon?" + String.valueOf(call.request().query()))
                    .onSuccess(page -> call.end(200, type(call), page))
                    .onFailure(silent -> call.refuse(new AisError(
                            503, "", "node \"" + node.id() + "\" does not answer: " + silent.getMessage())));
            return;
        }
        ProcessLog log = ProcessLog.own();
        call.when(
                vertx.executeBlocking(() -> bytes(call, log, node), false).toCompletionStage(),
                bytes -> call.end(200, type(call), Buffer.buffer(bytes)));
    }

    private static byte[] bytes(AisCall call, ProcessLog log, Node node) throws IOException {
        if (call.flag("all")) {
            return log.archive(node.id() + ".log");
        }
        return log.tail(
                switch (call.query("severity")) {
                    case "error" -> List.of("ERROR");
                    case "warning" -> List.of("WARN", "ERROR");
                    default -> List.of();
                });
    }

    private static String type(AisCall call) {
        return call.flag("all") ? "application/x-gzip" : "text/plain; charset=utf-8";
    }

    private static String status(Node node) {
        return switch (node.state()) {
            case MAINTENANCE -> "maintenance";
            case DECOMMISSIONED -> "decommission";
            case DOWN, EVICTED -> "down";
            case UP -> "";
        };
    }

    private void figures(Node node, Consumer<Figures> then) {
        Future<Buffer> page = node.up() ? pages.get(node, METRICS) : Future.failedFuture("down");
        page.map(text -> Figures.of(text.toString()))
                .otherwise(new Figures(Map.of()))
                .onSuccess(then::accept);
    }

    private Node node(AisCall call) {
        String wanted = call.request().getHeader(NODE_HEADER);
        String id =
                wanted == null || wanted.isEmpty() ? useCases.settings().id().value() : wanted;
        Node node = smaps.map().find(id);
        if (node == null) {
            throw new AisRefusal(new AisError(404, "errNodeNotFound", "node \"" + id + "\" does not exist"));
        }
        return node;
    }
}
