package infocenter.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** A commented example file with every key, as it follows from the records. */
final class SettingsExample {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SettingsExample() {}

    static String render(String process, Class<?> type) {
        StringBuilder file = new StringBuilder("# Settings of a " + process
                + ". Every key is here; one with a default may be left out. See docs/settings.md.\n");
        group(file, type, null, "", "\n");
        return file.toString();
    }

    /**
     * One record's keys.
     *
     * @param given what the example around it says
     * @param gap between keys
     */
    private static void group(StringBuilder file, Class<?> type, @Nullable JsonNode given, String indent, String gap) {
        for (RecordComponent component : type.getRecordComponents()) {
            Setting setting = SettingsKeys.setting(component);
            JsonNode value = given == null ? null : given.get(component.getName());
            if (value == null) {
                value = SettingsReader.parseDefault(setting.example().isEmpty() ? setting.value() : setting.example());
            }
            file.append(gap).append(indent).append("# ").append(setting.help());
            if (!setting.value().equals(Setting.REQUIRED) && !SettingsKeys.isGroup(component.getGenericType())) {
                file.append("; default ").append(setting.value());
            }
            file.append('\n').append(indent).append(component.getName()).append(':');
            value(file, component.getGenericType(), value, indent);
        }
    }

    private static void value(StringBuilder file, Type type, JsonNode value, String indent) {
        Type element = SettingsKeys.element(type);
        if (!SettingsKeys.isGroup(element) || value.isArray() && value.isEmpty()) {
            file.append(' ').append(plain(value)).append('\n');
        } else if (SettingsKeys.isList(type)) {
            file.append('\n');
            for (JsonNode one : value) {
                StringBuilder item = new StringBuilder();
                group(item, (Class<?>) element, one, indent + "    ", "");
                file.append(indent).append("  -\n").append(item);
            }
        } else {
            file.append('\n');
            group(file, (Class<?>) type, value, indent + "  ", "");
        }
    }

    /** Text without quotes where YAML reads it as text all the same. */
    private static String plain(JsonNode value) {
        try {
            boolean safe = value.isTextual()
                    && value.textValue().matches("[A-Za-z][A-Za-z0-9._/-]*|\\d+(ms|s|[KMG]iB)|127\\.0\\.0\\.1");
            return safe ? value.textValue() : JSON.writeValueAsString(value).replace(",", ", ");
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
