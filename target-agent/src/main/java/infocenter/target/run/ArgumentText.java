package infocenter.target.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import infocenter.target.job.Arguments;
import infocenter.target.job.BadArgument;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of a start, from JSON text to values. */
final class ArgumentText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, Object>> SHAPE = new TypeReference<>() {};

    private ArgumentText() {}

    static Arguments parse(InputStream text) throws BadArgument, IOException {
        try {
            return arguments(JSON.readValue(text, SHAPE));
        } catch (JsonProcessingException bad) {
            throw bad(bad);
        }
    }

    static Arguments parse(String text) throws BadArgument {
        if (text.isBlank()) {
            return new Arguments(Map.of());
        }
        try {
            return arguments(JSON.readValue(text, SHAPE));
        } catch (JsonProcessingException bad) {
            throw bad(bad);
        }
    }

    private static Arguments arguments(@Nullable Map<String, Object> values) {
        return new Arguments(values == null ? Map.of() : values);
    }

    private static BadArgument bad(JsonProcessingException why) {
        return new BadArgument("arguments", "must be a JSON object: " + why.getOriginalMessage());
    }
}
