package infocenter.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The contract and the routes are the same. */
class ContractTest {
    /** Not in the contract, since it cannot say a path with slashes in a name. */
    private static final String BESIDE = RestDoor.OBJECT;

    @Test
    void everyOperationOfTheContractIsAnsweredAndNothingElse() {
        try (Gateway gateway = Gateway.ready(1)) {
            for (Operation operation : Contract.load().operations()) {
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
    void theContractIsServedAsItIs() {
        try (Gateway gateway = Gateway.fresh()) {
            Http.Answer answer = gateway.http.get("/ic/v1/openapi.yaml");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).startsWith("openapi: 3.1.0");
        }
    }
}
