package infocenter.gateway.rest;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads server-sent events as a browser does, and remembers the last id. */
final class EventReader implements AutoCloseable {
    private final BufferedReader lines;
    String lastId = "";

    /** One event. */
    record Heard(String id, String type, JsonObject data) {}

    EventReader(HttpResponse<InputStream> response) {
        this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    static EventReader open(Http http, String path, String... headers) {
        HttpResponse<InputStream> response = http.stream(path, headers);
        if (response.statusCode() != 200) {
            throw new AssertionError("status " + response.statusCode());
        }
        return new EventReader(response);
    }

    /** The next event, or null when the stream has ended. */
    Heard next() {
        String type = "";
        String data = "";
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id:")) {
                    lastId = line.substring(3).strip();
                } else if (line.startsWith("event:")) {
                    type = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data = line.substring(5).strip();
                } else if (line.isEmpty() && !data.isEmpty()) {
                    return new Heard(lastId, type, new JsonObject(data));
                }
            }
            return null;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    List<Heard> next(int count) {
        List<Heard> heard = new ArrayList<>();
        while (heard.size() < count) {
            heard.add(next());
        }
        return heard;
    }

    /** Reads one line, whatever it is. */
    String line() {
        try {
            return lines.readLine();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
