package infocenter.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds answers against the schemas of the contract: types, required fields, words, and, stricter than JSON Schema, no field that
 * the contract does not name.
 */
final class ContractCheck {
    private final JsonNode root;
    private final List<String> faults = new ArrayList<>();

    ContractCheck() {
        try {
            root = new ObjectMapper(new YAMLFactory()).readTree(Contract.load().text());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What is wrong with that answer of that operation. */
    List<String> faults(String operationId, Http.Answer answer) {
        faults.clear();
        JsonNode response = response(operationId, answer.status());
        String type = answer.header("content-type");
        JsonNode schema = response.path("content").path(type).path("schema");
        if (schema.isMissingNode()) {
            return List.of(operationId + ": no schema for " + answer.status() + " as " + type);
        }
        try {
            check(operationId, new ObjectMapper().readTree(answer.body()), schema);
        } catch (IOException noJson) {
            faults.add(operationId + ": no JSON");
        }
        return List.copyOf(faults);
    }

    private JsonNode response(String operationId, int status) {
        for (JsonNode path : root.path("paths")) {
            for (JsonNode operation : path) {
                if (operation.path("operationId").asText().equals(operationId)) {
                    JsonNode exact = operation.path("responses").path(Integer.toString(status));
                    return resolved(
                            exact.isMissingNode() ? operation.path("responses").path("default") : exact);
                }
            }
        }
        throw new IllegalArgumentException("no operation " + operationId);
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText("");
        return reference.isEmpty() ? node : root.at(reference.substring(1));
    }

    private void check(String where, JsonNode value, JsonNode given) {
        JsonNode schema = resolved(given);
        if (!typed(value, schema.path("type"))) {
            faults.add(where + ": " + value + " is no " + schema.path("type"));
            return;
        }
        JsonNode words = schema.path("enum");
        if (!words.isMissingNode() && !contains(words, value)) {
            faults.add(where + ": " + value + " is none of " + words);
        }
        for (JsonNode name : schema.path("required")) {
            if (value.isObject() && !value.has(name.asText())) {
                faults.add(where + ": lacks " + name.asText());
            }
        }
        if (value.isArray()) {
            value.forEach(item -> check(where + "[]", item, schema.path("items")));
        } else if (value.isObject() && schema.has("properties")) {
            value.fields().forEachRemaining(field -> {
                JsonNode property = schema.path("properties").path(field.getKey());
                if (property.isMissingNode()) {
                    faults.add(where + ": does not name " + field.getKey());
                } else {
                    check(where + "." + field.getKey(), field.getValue(), property);
                }
            });
        }
    }

    private static boolean contains(JsonNode words, JsonNode value) {
        for (JsonNode word : words) {
            if (word.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean typed(JsonNode value, JsonNode type) {
        if (type.isArray()) {
            for (JsonNode one : type) {
                if (typed(value, one)) {
                    return true;
                }
            }
            return false;
        }
        return switch (type.asText("any")) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> true;
        };
    }
}
