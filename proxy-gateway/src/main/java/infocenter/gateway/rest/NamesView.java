package infocenter.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import infocenter.core.cluster.NodeId;
import infocenter.core.xaction.Xaction;
import infocenter.gateway.door.JsonText;
import infocenter.gateway.read.ReadErrors;
import infocenter.gateway.read.ReadNames;
import infocenter.node.ErrorsAnswer.Tally;
import infocenter.node.Page;
import java.io.IOException;

/** Names of objects, and what went wrong with some, as JSON. Any thread. */
final class NamesView {
    private NamesView() {}

    static void names(JsonGenerator json, ReadNames.Answer.Names page) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("items");
        for (Page.Entry entry : page.entries()) {
            json.writeStartObject();
            json.writeStringField("name", entry.name());
            json.writeNumberField("size", entry.size());
            json.writeStringField("checksum", entry.checksum());
            JsonText.timeOrNull(json, "modified", entry.modifiedMillis());
            json.writeStringField("version", entry.version());
            json.writeEndObject();
        }
        json.writeEndArray();
        if (!page.next().isEmpty()) {
            json.writeStringField("token", page.next());
        }
        json.writeEndObject();
    }

    /** With the row's own sums, which last: when the names add up to less, a target has forgotten its part or did not answer. */
    static void tallies(JsonGenerator json, Xaction row, ReadErrors.Answer answer) throws IOException {
        long objects = row.runs().values().stream()
                .mapToLong(run -> run.counters().localObjects())
                .sum();
        long named = answer.tallies().stream().mapToLong(Tally::objects).sum();
        json.writeStartObject();
        json.writeArrayFieldStart("items");
        for (Tally tally : answer.tallies()) {
            json.writeStartObject();
            json.writeStringField("name", tally.name());
            json.writeNumberField("objects", tally.objects());
            json.writeNumberField("bytes", tally.bytes());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeBooleanField("complete", row.end() != null && answer.silent().isEmpty() && named == objects);
        silent(json, answer);
        json.writeEndObject();
    }

    static void errors(JsonGenerator json, ReadErrors.Answer answer) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("items");
        for (ReadErrors.ErrorAt error : answer.errors()) {
            json.writeStartObject();
            json.writeStringField("target", error.target().value());
            json.writeStringField("object", error.object());
            json.writeStringField("error", error.error());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("dropped", answer.dropped());
        silent(json, answer);
        json.writeEndObject();
    }

    private static void silent(JsonGenerator json, ReadErrors.Answer answer) throws IOException {
        if (!answer.silent().isEmpty()) {
            json.writeArrayFieldStart("silent");
            for (NodeId target : answer.silent()) {
                json.writeString(target.value());
            }
            json.writeEndArray();
        }
    }
}
