package infocenter.gateway.ais.download;

import infocenter.gateway.ais.AisError;
import infocenter.gateway.ais.AisFields;
import infocenter.gateway.ais.AisRefusal;
import infocenter.gateway.ais.GoDuration;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client wants fetched, as arguments of our kind. */
final class DownloadRequest {
    private static final long CONNECTIONS_MAX = 64;
    private static final long BYTES_PER_SECOND_LEAST = 1_024;
    private static final long SECONDS_MOST = 604_800;

    private DownloadRequest() {}

    static JsonObject arguments(AisFields message) {
        refuseWhatIsNotHere(message);
        JsonObject arguments = new JsonObject();
        String type = message.text("type");
        switch (type) {
            case "single" ->
                arguments.put("urls", new JsonArray().add(link(message.text("link"), message.text("object_name"))));
            case "multi" -> arguments.put("urls", many(message.get("objects")));
            case "range" -> {
                arguments.put("template", message.text("template"));
                String folder = message.text("subdir");
                if (!folder.isEmpty()) {
                    arguments.put("prepend", folder.endsWith("/") ? folder : folder + "/");
                }
            }
            default -> throw AisRefusal.bad("invalid download type \"" + type + "\"");
        }
        limits(message, arguments);
        return arguments;
    }

    private static void refuseWhatIsNotHere(AisFields message) {
        if (message.text("type").equals("backend")) {
            throw new AisRefusal(AisError.unsupported("downloads from a backend bucket are not supported"));
        }
        if (!message.text("etl_name").isEmpty()
                || !message.object("headers").all().isEmpty()) {
            throw new AisRefusal(AisError.unsupported("downloads with headers or through an ETL are not supported"));
        }
    }

    /** A list of links, or objects by name with a link each. */
    private static JsonArray many(@Nullable Object objects) {
        JsonArray links = new JsonArray();
        if (objects instanceof AisFields named) {
            for (Map.Entry<String, @Nullable Object> entry : named.all().entrySet()) {
                links.add(link(text(entry.getValue()), entry.getKey()));
            }
        } else if (objects instanceof List<?> bare) {
            for (Object one : bare) {
                links.add(link(text(one), ""));
            }
        } else {
            throw AisRefusal.bad("field \"objects\" must be a list of links, or an object of links by name");
        }
        return links;
    }

    private static String text(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw AisRefusal.bad("field \"objects\" must hold links");
    }

    private static JsonObject link(String url, String name) {
        if (url.isEmpty()) {
            throw AisRefusal.bad("a download needs a link");
        }
        JsonObject link = new JsonObject().put("url", url);
        return name.isEmpty() ? link : link.put("name", name);
    }

    private static void limits(AisFields message, JsonObject arguments) {
        AisFields limits = message.object("limits");
        long connections = limits.whole("connections", 0);
        if (connections > 0) {
            arguments.put("connections", Math.min(connections, CONNECTIONS_MAX));
        }
        long bytes = limits.whole("bytes_per_hour", 0);
        if (bytes > 0) {
            arguments.put("bytesPerSecond", Math.max(bytes / 3_600, BYTES_PER_SECOND_LEAST));
        }
        long seconds = GoDuration.parse("timeout", message.text("timeout")).toSeconds();
        if (seconds > 0) {
            arguments.put("timeoutSeconds", Math.min(seconds, SECONDS_MOST));
        }
    }
}
