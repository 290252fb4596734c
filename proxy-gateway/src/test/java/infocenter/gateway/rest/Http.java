package infocenter.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client of one door: the JDK's for what it can say, a bare socket for what it refuses to say. */
record Http(int port) {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private static final Duration WITHIN = Duration.ofSeconds(30);

    /** An answer. */
    record Answer(int status, java.net.http.HttpHeaders headers, String body) {
        JsonObject json() {
            return new JsonObject(body);
        }

        JsonArray items() {
            return json().getJsonArray("items");
        }

        String header(String name) {
            return headers.firstValue(name).orElse(null);
        }

        String text(String field) {
            return json().getString(field);
        }

        /** Checks that this is a problem of that status and reason, whole and without insides. */
        Answer problem(int wanted, String reason) {
            assertThat(status).as(body).isEqualTo(wanted);
            assertThat(header("content-type")).isEqualTo("application/problem+json");
            assertThat(text("reason")).isEqualTo(reason);
            assertThat(text("type")).isEqualTo("/problems/" + reason);
            assertThat(json().getInteger("status")).isEqualTo(wanted);
            assertThat(text("detail")).isNotBlank();
            assertThat(body)
                    .doesNotContain("Exception")
                    .doesNotContain("infocenter.")
                    .doesNotContain("\tat ");
            return this;
        }

        Answer field(String name) {
            assertThat(text("field")).isEqualTo(name);
            return this;
        }
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer delete(String path) {
        return send("DELETE", path, null);
    }

    Answer post(String path, String json) {
        return send("POST", path, json);
    }

    Answer start(String json) {
        return post("/ic/v1/xactions", json);
    }

    Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = request(path)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null && headers.length == 0) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** An answer whose body goes on. */
    HttpResponse<InputStream> stream(String path, String... headers) {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Sends these bytes and reads until the door closes or the answer is whole by {@code Connection: close}. */
    String raw(String text) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout((int) WITHIN.toMillis());
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    /** One request by a bare socket: the path goes over the wire as it is. */
    String rawGet(String path) throws IOException {
        return raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(WITHIN);
    }
}
