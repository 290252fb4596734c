package infocenter.gateway.ais;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads bodies as AIStore does: leniently, within bounds. Values are {@link AisFields}, lists, texts, BigDecimal, Boolean and null. */
public final class AisJson {
    private static final int NESTING_MAX = 32;
    private static final int NUMBER_CHARS_MAX = 100;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(NESTING_MAX)
                    .maxNumberLength(NUMBER_CHARS_MAX)
                    .build())
            .build();

    private AisJson() {}

    /** The object of a body; an empty one, and {@code null}, has no fields. Refuses what is no JSON object. */
    public static AisFields object(byte[] body) {
        return AisFields.of("body", value(body));
    }

    /** The value of a text; null for an empty one. */
    public static @Nullable Object value(byte[] text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                return null;
            }
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw malformed();
            }
            return value;
        } catch (JsonProcessingException wrong) {
            throw malformed();
        } catch (IOException impossible) {
            throw new UncheckedIOException("the body is in memory", impossible);
        }
    }

    private static AisFields object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return new AisFields(fields);
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield items;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            default -> throw malformed();
        };
    }

    private static AisRefusal malformed() {
        return AisRefusal.bad("failed to unmarshal JSON: the body is no valid JSON");
    }
}
