package infocenter.target.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import infocenter.target.job.Arguments;
import infocenter.target.job.BadArgument;
import java.util.LinkedHashMap;
import java.util.Map;

/** The arguments of a start, from the JSON text of its order to values. */
final class ArgumentText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, Object>> SHAPE = new TypeReference<>() {};

    private ArgumentText() {}

    static Arguments parse(String text) throws BadArgument {
        if (text.isBlank()) {
            return new Arguments(Map.of());
        }
        try {
            Map<String, Object> values = JSON.readValue(text, SHAPE);
            return new Arguments(values == null ? Map.of() : values);
        } catch (JsonProcessingException bad) {
            throw new BadArgument("arguments", "must be a JSON object: " + bad.getOriginalMessage());
        }
    }
}
