package infocenter.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One error as {@code application/problem+json} (RFC 9457). Immutable.
 *
 * @param status HTTP status
 * @param reason stable word for programs; {@code type} is made of it
 * @param title what it is, the same for every occurrence
 * @param detail for people: names the field and the cure
 * @param more further members, such as {@code field}, {@code id}, {@code missing}
 * @param targets that stand in the way; left out when empty
 */
record Problem(int status, String reason, String title, String detail, Map<String, String> more, List<String> targets) {
    static Problem of(int status, String reason, String detail) {
        return new Problem(status, reason, title(reason), detail, Map.of(), List.of());
    }

    /** A bad request that names what was wrong. */
    static Problem badField(String field, String detail) {
        return of(400, "bad-arguments", detail).with("field", field);
    }

    Problem with(String name, String value) {
        Map<String, String> next = new TreeMap<>(more);
        next.put(name, value);
        return new Problem(status, reason, title, detail, next, targets);
    }

    Problem naming(List<String> those) {
        return new Problem(status, reason, title, detail, more, List.copyOf(those));
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "/problems/" + reason);
        json.writeStringField("title", title);
        json.writeNumberField("status", status);
        json.writeStringField("detail", detail);
        json.writeStringField("reason", reason);
        for (Map.Entry<String, String> member : more.entrySet()) {
            json.writeStringField(member.getKey(), member.getValue());
        }
        if (!targets.isEmpty()) {
            json.writeArrayFieldStart("targets");
            for (String target : targets) {
                json.writeString(target);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static String title(String reason) {
        String words = reason.replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
