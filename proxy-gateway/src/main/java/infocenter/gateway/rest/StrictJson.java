package infocenter.gateway.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the JSON object of a body; refuses duplicate names, too deep nesting, too long texts and anything after the object. */
final class StrictJson {
    private static final int NUMBER_CHARS_MAX = 100;
    private static final int NAME_CHARS_MAX = 1_024;
    private static final Pattern DUPLICATE = Pattern.compile("Duplicate field '(.{0,128})'.*", Pattern.DOTALL);

    private final JsonFactory factory;

    StrictJson(RestLimits limits) {
        this.factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.nestingMax())
                        .maxStringLength(limits.textCharsMax())
                        .maxNumberLength(NUMBER_CHARS_MAX)
                        .maxNameLength(NAME_CHARS_MAX)
                        .build())
                .build();
    }

    /** The object; an empty body is an empty object. Values are maps, lists, texts, numbers, booleans and null. */
    Map<String, @Nullable Object> object(byte[] body) {
        if (body.length == 0) {
            return Map.of();
        }
        try (JsonParser parser = factory.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("the body must be a JSON object");
            }
            Map<String, @Nullable Object> object = object(parser);
            if (parser.nextToken() != null) {
                throw malformed("something follows the JSON object");
            }
            return object;
        } catch (StreamConstraintsException tooMuch) {
            throw malformed("JSON nested too deep, or a text, name or number in it too long");
        } catch (JsonProcessingException wrong) {
            throw refused(wrong);
        } catch (IOException impossible) {
            throw new UncheckedIOException("the body is in memory", impossible);
        }
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
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
            default -> number(parser);
        };
    }

    private static Number number(JsonParser parser) throws IOException {
        Number number = parser.getNumberValue();
        if (number instanceof Double real && !Double.isFinite(real)) {
            throw malformed("a number is out of range");
        }
        return number;
    }

    private static Refusal refused(JsonProcessingException wrong) {
        Matcher duplicate = DUPLICATE.matcher(wrong.getOriginalMessage());
        if (duplicate.matches()) {
            return Refusal.badField(duplicate.group(1), "given twice in the body");
        }
        var where = wrong.getLocation();
        return malformed("no valid JSON"
                + (where == null ? "" : " at line " + where.getLineNr() + ", column " + where.getColumnNr()));
    }

    private static Refusal malformed(String detail) {
        return new Refusal(Problem.of(400, "malformed-json", detail).with("field", "body"));
    }
}
