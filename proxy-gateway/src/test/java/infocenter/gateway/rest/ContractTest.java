package infocenter.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import infocenter.client.IcFailure;
import infocenter.core.command.Command.RecordReports.RunEnd.How;
import infocenter.node.ErrorsAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** The contract and the routes are the same. */
class ContractTest {
    /** Not in the contract, since it cannot say a path with slashes in a name. */
    private static final String BESIDE = RestDoor.OBJECT;

    @Test
    void everyOperationOfTheContractIsAnsweredAndNothingElse() {
        try (Gateway gateway = Gateway.ready(1)) {
            List<Operation> operations = Contract.load().operations();
            assertThat(operations).isNotEmpty();
            for (Operation operation : operations) {
                String path = operation.path().replace("{id}", "x1").replace("{name}", "src");
                if (operation.id().equals("watch")) {
                    EventReader.open(gateway.http, path).close();
                    continue;
                }
                Http.Answer answer = gateway.http.send(operation.method().name(), path, null);
                assertThat(answer.status()).as(operation + " " + answer.body()).isNotIn(405, 500);
                assertThat(answer.body()).doesNotContain("no-such-path");
            }
        }
        assertThat(BESIDE).startsWith("/ic/v1/buckets/{name}/objects/");
    }

    @Test
    void operationIdsAreUniqueAndEveryReferenceLeadsSomewhere() throws IOException {
        var operations = Contract.load().operations();
        assertThat(operations).isNotEmpty();
        assertThat(new TreeSet<>(operations.stream().map(Operation::id).toList()))
                .hasSameSizeAs(operations);
        JsonNode root =
                new ObjectMapper(new YAMLFactory()).readTree(Contract.load().text());
        for (String reference : root.findValuesAsText("$ref")) {
            assertThat(root.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        }
    }

    @Test
    void everyAnswerIsAsTheContractSays() {
        ContractCheck check = new ContractCheck();
        try (Gateway gateway = Gateway.ready(2)) {
            Http http = gateway.http;
            gateway.targets.keep("http://t1.example:2", "a", "b");
            gateway.targets.errors.put("http://t1.example:2", List.of(new ErrorsAnswer.ObjectError("a", "unreadable")));
            List<String> faults = new ArrayList<>();
            BiConsumer<String, Http.Answer> hold = (id, answer) -> faults.addAll(check.faults(id, answer));

            String start = "{\"kind\":\"copy-bucket\",\"buckets\":[\"src\",\"dst\"],\"id\":\"x1\",\"key\":\"k\"}";
            hold.accept("startXaction", http.start(start));
            hold.accept("startXaction", http.start(start));
            hold.accept("startXaction", http.start(start.replace("dst", "src")));
            hold.accept("startXaction", http.start("{\"kind\":\"list-objects\",\"buckets\":[\"src\"],\"id\":\"l1\"}"));
            gateway.targets.silent.add("http://t2.example:2");
            hold.accept("startXaction", http.start("{\"kind\":\"list-objects\",\"buckets\":[\"dst\"]}"));
            gateway.targets.silent.clear();
            hold.accept("showXaction", http.get("/ic/v1/xactions/x1"));
            hold.accept("showXaction", http.get("/ic/v1/xactions/x1?consistency=stale"));
            hold.accept("showXaction", http.get("/ic/v1/xactions/x9"));
            hold.accept("waitForXaction", http.get("/ic/v1/xactions/x1/wait?timeout=0"));
            hold.accept("showErrors", http.get("/ic/v1/xactions/x1/errors"));
            hold.accept("showResults", http.get("/ic/v1/xactions/l1/results?limit=1"));
            hold.accept("listObjects", http.get("/ic/v1/buckets/src/objects"));
            hold.accept("abortXaction", http.delete("/ic/v1/xactions/x1?reason=enough"));
            gateway.end("x1", How.STOPPED);
            hold.accept("abortXaction", http.delete("/ic/v1/xactions/x1"));
            hold.accept("listXactions", http.get("/ic/v1/xactions?limit=2"));
            hold.accept("listXactions", http.get("/ic/v1/xactions?limit=0"));
            hold.accept("listKinds", http.get("/ic/v1/kinds"));
            hold.accept("listBuckets", http.get("/ic/v1/buckets"));
            hold.accept("createBucket", http.post("/ic/v1/buckets", "{\"name\":\"new\"}"));
            hold.accept("createBucket", http.post("/ic/v1/buckets", "{\"name\":\"new\"}"));
            hold.accept("showBucket", http.get("/ic/v1/buckets/new"));
            hold.accept("changeBucket", http.send("PATCH", "/ic/v1/buckets/new", "{\"properties\":{\"a\":\"b\"}}"));
            hold.accept("destroyBucket", http.delete("/ic/v1/buckets/new"));
            String zip = "{\"name\":\"zip\",\"command\":\"gzip\"}";
            hold.accept("registerTransformer", http.post("/ic/v1/transformers", zip));
            hold.accept("registerTransformer", http.post("/ic/v1/transformers", zip));
            hold.accept("registerTransformer", http.post("/ic/v1/transformers", zip.replace("gzip", "bzip2")));
            hold.accept("listTransformers", http.get("/ic/v1/transformers"));
            hold.accept("showTransformer", http.get("/ic/v1/transformers/zip"));
            hold.accept("removeTransformer", http.delete("/ic/v1/transformers/zip"));
            hold.accept("showTransformer", http.get("/ic/v1/transformers/zip"));
            hold.accept("showCluster", http.get("/ic/v1/cluster"));
            hold.accept("listNodes", http.get("/ic/v1/nodes"));
            hold.accept("showNode", http.get("/ic/v1/nodes/t1"));
            hold.accept("beginMaintenance", http.post("/ic/v1/nodes/t2/maintenance", "{}"));
            hold.accept("endMaintenance", http.delete("/ic/v1/nodes/t2/maintenance"));
            hold.accept("listMembers", http.get("/ic/v1/members"));
            hold.accept("showVersion", http.get("/ic/v1/version"));
            hold.accept("initializeCluster", http.post("/ic/v1/cluster/init", "{}"));
            gateway.table.fail(() -> new IcFailure.ReadTimedOut("no majority"));
            hold.accept("showXaction", http.get("/ic/v1/xactions/x1"));

            assertThat(faults).isEmpty();
        }
    }

    @Test
    void theContractIsServedAsItIs() {
        try (Gateway gateway = Gateway.fresh()) {
            Http.Answer answer = gateway.http.get("/ic/v1/openapi.yaml");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).startsWith("openapi: 3.1.0");
        }
    }
}
