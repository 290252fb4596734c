package infocenter.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The published {@code openapi.yaml}: its text as it is served, and its operations, from which the routes are made. Read once at
 * start.
 *
 * @param text bytes of the file
 * @param operations in the order of the file
 */
record Contract(byte[] text, List<Operation> operations) {
    private static final String RESOURCE = "/openapi.yaml";
    private static final Set<String> METHODS = Set.of("get", "head", "put", "post", "patch", "delete");

    /** Reads it from the resources; a contract that cannot be read is a broken build. */
    static Contract load() {
        try (InputStream in = Contract.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("no " + RESOURCE + " on the class path");
            }
            byte[] text = in.readAllBytes();
            return new Contract(text, operations(new ObjectMapper(new YAMLFactory()).readTree(text)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(RESOURCE, unreadable);
        }
    }

    private static List<Operation> operations(JsonNode root) {
        List<Operation> operations = new ArrayList<>();
        root.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fields().forEachRemaining(entry -> {
                    if (METHODS.contains(entry.getKey())) {
                        operations.add(new Operation(
                                entry.getValue().path("operationId").asText(),
                                HttpMethod.valueOf(entry.getKey().toUpperCase(Locale.ROOT)),
                                path.getKey(),
                                query(root, entry.getValue())));
                    }
                }));
        return List.copyOf(operations);
    }

    private static Set<String> query(JsonNode root, JsonNode operation) {
        Set<String> names = new HashSet<>();
        for (JsonNode parameter : operation.path("parameters")) {
            String reference = parameter.path("$ref").asText("");
            JsonNode resolved = reference.isEmpty() ? parameter : root.at(reference.substring(1));
            if (resolved.path("in").asText().equals("query")) {
                names.add(resolved.path("name").asText());
            }
        }
        return Set.copyOf(names);
    }
}
