package infocenter.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Prints answers as tables for people or as JSON for programs. */
final class Printer {
    private final PrintWriter out;
    private final boolean json;

    Printer(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    boolean json() {
        return json;
    }

    /** The whole answer as JSON, or these fields of its items as a table. A field is a path such as {@code progress.objects}. */
    void items(JsonNode answer, String... fields) {
        if (json) {
            document(answer);
            return;
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(fields).stream().map(Printer::heading).toList());
        for (JsonNode item : answer.path("items")) {
            lines.add(List.of(fields).stream().map(field -> text(item, field)).toList());
        }
        table(lines);
    }

    /** The whole answer as JSON, or these fields below each other. */
    void fields(JsonNode answer, String... fields) {
        if (json) {
            document(answer);
            return;
        }
        List<List<String>> lines = new ArrayList<>();
        for (String field : fields) {
            lines.add(List.of(field, text(answer, field)));
        }
        table(lines);
    }

    void document(JsonNode node) {
        try {
            out.println(Door.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        out.flush();
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    private void table(List<List<String>> lines) {
        int columns = lines.get(0).size();
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (List<String> line : lines) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String cell = line.get(i);
                row.append(cell);
                if (i < columns - 1) {
                    row.append(" ".repeat(widths[i] - cell.length() + 2));
                }
            }
            out.println(row.toString().stripTrailing());
        }
        out.flush();
    }

    private static String heading(String field) {
        return field.substring(field.lastIndexOf('.') + 1).toUpperCase(java.util.Locale.ROOT);
    }

    /** A field's value on one line; control characters of names are shown escaped, so that no name can move the cursor. */
    static String text(JsonNode node, String field) {
        JsonNode value = node;
        for (String part : field.split("\\.")) {
            value = value.path(part);
        }
        if (value.isMissingNode() || value.isNull()) {
            return "-";
        }
        String text;
        if (value.isArray()) {
            List<String> parts = new ArrayList<>();
            value.forEach(
                    part -> parts.add(part.has("name") ? part.path("name").asText() : part.asText(part.toString())));
            text = parts.isEmpty() ? "-" : String.join(",", parts);
        } else {
            text = value.isValueNode() ? value.asText() : value.toString();
        }
        if (text.isEmpty()) {
            return "-";
        }
        return text.codePoints()
                .collect(
                        StringBuilder::new,
                        (builder, c) -> {
                            if (Character.isISOControl(c)) {
                                builder.append(String.format("\\u%04x", c));
                            } else {
                                builder.appendCodePoint(c);
                            }
                        },
                        StringBuilder::append)
                .toString();
    }
}
