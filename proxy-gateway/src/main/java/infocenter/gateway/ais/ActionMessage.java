package infocenter.gateway.ais;

import org.jspecify.annotations.Nullable;

/**
 * What nearly every changing call carries.
 *
 * @param action which call of its path it is; empty when left out
 * @param name whatever the action makes of it
 * @param value the same: an object ({@link AisFields}), list, text, number, boolean or null
 */
public record ActionMessage(
        String action, String name, @Nullable Object value) {
    static ActionMessage of(AisFields fields) {
        return new ActionMessage(fields.text("action"), fields.text("name"), fields.get("value"));
    }

    /** The value as an object; empty when there is none, refused when it is something else. */
    public AisFields fields() {
        return AisFields.of("value", value);
    }
}
