package infocenter.gateway.ais.bucket;

import infocenter.gateway.ais.AisFields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Which objects of a bucket a call means: by name, by a range of names, by prefix, or all.
 *
 * @param names empty when they are not named
 * @param template a text with a range in braces; empty for none
 * @param prefix empty for none
 */
record Selection(List<String> names, String template, String prefix) {
    /** Of a message that has {@code objnames} or {@code template}; a template without a range is a prefix. */
    static Selection of(AisFields message) {
        List<String> names = message.texts("objnames");
        String template = message.text("template");
        if (!names.isEmpty()) {
            return new Selection(names, "", "");
        }
        boolean range = template.indexOf('{') >= 0;
        return new Selection(List.of(), range ? template : "", range ? "" : template);
    }

    /** Whether it leaves nothing out. */
    boolean all() {
        return names.isEmpty() && template.isEmpty() && prefix.isEmpty();
    }

    /** As arguments of a start; of a selection that leaves nothing out there are none. */
    JsonObject arguments() {
        if (!names.isEmpty()) {
            return new JsonObject().put("names", new JsonArray(names));
        }
        if (!template.isEmpty()) {
            return new JsonObject().put("template", template);
        }
        return prefix.isEmpty() ? new JsonObject() : new JsonObject().put("prefix", prefix);
    }
}
