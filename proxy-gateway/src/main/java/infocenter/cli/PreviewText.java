package infocenter.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** Shows what a change would bring. */
final class PreviewText {
    private PreviewText() {}

    /** Asks and prints; exits with 5 when the change would be refused. Names and values of the query in turn. */
    static Integer show(Connection connection, String... query) {
        JsonNode preview = connection
                .door()
                .get(Paths.ROOT + "/preview" + Paths.query(query))
                .body();
        boolean refused = preview.path("outcome").asText().equals("refused");
        Printer printer = connection.printer();
        if (printer.json()) {
            printer.document(preview);
            return refused ? ExitCode.REFUSED : ExitCode.DONE;
        }
        printer.line(
                refused
                        ? "refused: " + preview.path("refusal").path("detail").asText()
                        : preview.path("outcome").asText().replace('-', ' '));
        standing(printer, preview, "now", "now");
        if (!refused) {
            standing(printer, preview, "atOnce", "at once");
            standing(printer, preview, "settled", "settled");
        }
        preview.path("notes").forEach(note -> printer.line("- " + note.asText()));
        if (!preview.path("items").isEmpty()) {
            printer.items(preview, "id", "kind", "fate", "why");
            if (preview.path("more").asLong() > 0) {
                printer.line("and " + preview.path("more").asLong() + " more");
            }
        } else if (!refused) {
            printer.line("no xaction notices");
        }
        return refused ? ExitCode.REFUSED : ExitCode.DONE;
    }

    private static void standing(Printer printer, JsonNode preview, String field, String shown) {
        JsonNode one = preview.path("group").path(field);
        printer.line(shown + ": " + one.path("up").asInt() + " of "
                + one.path("members").asInt() + " members up, "
                + Math.max(0, one.path("mayFail").asInt()) + " more may be lost");
    }
}
