package infocenter.settings;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads one YAML file into one record, once, at the start of a process. Strict: an unknown key, a key that is there twice, a missing one
 * and a value of another type are refused, as is what a record's own checks refuse. Nothing is taken from the environment, so the file
 * says all. A key whose value is {@code ~} counts as missing.
 *
 * <p>The keys are the components of the record, with help and default in {@link Setting}; components may be text, whole numbers, truth
 * values, {@code Duration} ({@code 500ms}, {@code 10s}, {@code 2m}, {@code 1h}, {@code 7d}), {@link ByteSize}, {@code Path} (relative to
 * the file's folder), {@code NodeId}, records, and lists of these.
 */
public final class SettingsReader {
    /** More is no settings file. */
    static final int FILE_BYTES_MAX = 1024 * 1024;

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private SettingsReader() {}

    /**
     * Reads the file.
     *
     * @throws SettingsException naming file and key
     * @throws IOException when the file cannot be read; the message names it
     */
    public static <R extends Record> R read(Path file, Class<R> type) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString(), null, "settings file is missing");
        }
        if (Files.size(file) > FILE_BYTES_MAX) {
            throw new SettingsException(file + " is larger than " + FILE_BYTES_MAX + " bytes: no settings file is");
        }
        return read(file, Files.readString(file), type);
    }

    /** Reads a text as if it stood in that file. */
    static <R extends Record> R read(Path file, String text, Class<R> type) {
        return type.cast(new SettingsTree(file, type).root(parse(String.valueOf(file.getFileName()), text)));
    }

    private static JsonNode parse(String name, String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException malformed) {
            JsonLocation at = malformed.getLocation();
            String where = at == null ? "" : " line " + at.getLineNr();
            throw new SettingsException(
                    name + where + ": "
                            + malformed.getOriginalMessage().lines().findFirst().orElse("no YAML"),
                    malformed);
        }
    }

    /** A default as it stands in {@link Setting#value}. */
    static JsonNode parseDefault(String yaml) {
        return parse("default", yaml);
    }
}
