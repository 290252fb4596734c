package infocenter.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import infocenter.core.cluster.NodeId;
import infocenter.gateway.read.ReadErrors;
import infocenter.gateway.read.ReadNames;
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
        if (!answer.silent().isEmpty()) {
            json.writeArrayFieldStart("silent");
            for (NodeId target : answer.silent()) {
                json.writeString(target.value());
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }
}
