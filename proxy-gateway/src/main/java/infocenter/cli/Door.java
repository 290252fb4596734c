package infocenter.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gateways' REST door over {@code HttpURLConnection}, which starts faster than the newer client of the JDK. Tries the given
 * gateways in turn when a connection cannot be opened; a request that was sent is not sent to another one by itself, unless it only
 * reads.
 */
final class Door {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final int CONNECT_MILLIS = 3_000;

    private final List<String> gateways;

    Door(List<String> gateways) {
        this.gateways = gateways;
    }

    Answer get(String path) {
        return call("GET", path, null, 30_000);
    }

    /** A read that the gateway holds back on purpose. */
    Answer get(String path, int readMillis) {
        return call("GET", path, null, readMillis);
    }

    Answer post(String path, JsonNode body) {
        return call("POST", path, body, 60_000);
    }

    Answer put(String path, JsonNode body) {
        return call("PUT", path, body, 30_000);
    }

    /** By the JDK's newer client, since its older one knows no PATCH. */
    Answer patch(String path, JsonNode body) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofMillis(CONNECT_MILLIS))
                .build();
        StringBuilder tried = new StringBuilder();
        for (String gateway : gateways) {
            try {
                HttpRequest request = HttpRequest.newBuilder(URI.create(gateway + path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", "application/json")
                        .header("User-Agent", "xic")
                        .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                        .build();
                HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (answer.statusCode() >= 400) {
                    throw failure(answer.statusCode(), answer.body());
                }
                return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
            } catch (ConnectException e) {
                tried.append("\n  ").append(gateway).append(": ").append(e.getMessage());
            } catch (IOException e) {
                throw new CliFailure(ExitCode.UNREACHABLE, gateway + " gave no answer; it may have been done: " + e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CliFailure(ExitCode.UNREACHABLE, "interrupted; it may have been done");
            }
        }
        throw new CliFailure(ExitCode.UNREACHABLE, "no gateway reachable:" + tried);
    }

    Answer delete(String path) {
        return call("DELETE", path, null, 30_000);
    }

    private Answer call(String method, String path, @Nullable JsonNode body, int readMillis) {
        HttpURLConnection connection = send(method, path, body, readMillis);
        try {
            return answer(connection);
        } catch (IOException e) {
            throw new CliFailure(
                    ExitCode.UNREACHABLE,
                    connection.getURL() + " did not answer: " + e.getMessage() + "; it may have been done");
        }
    }

    /** A connection whose answer has begun, from the first gateway that could be reached. */
    HttpURLConnection send(String method, String path, @Nullable JsonNode body, int readMillis) {
        StringBuilder tried = new StringBuilder();
        for (String gateway : gateways) {
            HttpURLConnection connection = null;
            try {
                connection = open(URI.create(gateway + path), method, readMillis);
                if (body != null) {
                    connection.setRequestProperty("Content-Type", "application/json");
                    connection.setDoOutput(true);
                    byte[] bytes = JSON.writeValueAsBytes(body);
                    connection.setFixedLengthStreamingMode(bytes.length);
                    connection.getOutputStream().write(bytes);
                }
                connection.getResponseCode();
                return connection;
            } catch (IOException e) {
                tried.append("\n  ").append(gateway).append(": ").append(e.getMessage());
                boolean neverSent = e instanceof ConnectException;
                if (!neverSent && !method.equals("GET")) {
                    throw new CliFailure(ExitCode.UNREACHABLE, "no answer; it may have been done:" + tried);
                }
            }
        }
        throw new CliFailure(ExitCode.UNREACHABLE, "no gateway reachable:" + tried);
    }

    /** Sends a file to the first gateway; never to another one, since what it makes must be made once. */
    HttpURLConnection upload(String path, Path file, int readMillis) {
        String gateway = gateways.get(0);
        try {
            HttpURLConnection connection = open(URI.create(gateway + path), "POST", readMillis);
            connection.setRequestProperty("Content-Type", "application/octet-stream");
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(Files.size(file));
            try (OutputStream out = connection.getOutputStream()) {
                Files.copy(file, out);
            }
            connection.getResponseCode();
            return connection;
        } catch (IOException e) {
            throw new CliFailure(
                    ExitCode.UNREACHABLE,
                    gateway + ": " + e.getMessage() + "; see xic cluster show whether it is done");
        }
    }

    /** One request to exactly that address, for example of a redirect. */
    static HttpURLConnection open(URI uri, String method, int readMillis) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(readMillis);
        connection.setRequestMethod(method);
        connection.setRequestProperty("User-Agent", "xic");
        return connection;
    }

    /** Reads the whole answer; a failure status becomes a {@link CliFailure}. */
    static Answer answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        try (InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            byte[] bytes = in == null ? new byte[0] : in.readAllBytes();
            if (status >= 400) {
                throw failure(status, bytes);
            }
            return new Answer(status, bytes.length == 0 ? MissingNode.getInstance() : JSON.readTree(bytes));
        } catch (JsonProcessingException e) {
            throw new CliFailure(ExitCode.FAILED, connection.getURL() + " answered no JSON: " + e.getOriginalMessage());
        }
    }

    private static CliFailure failure(int status, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            JsonNode problem = JSON.readTree(text);
            String reason = problem.path("reason").asText();
            String detail = problem.path("detail").asText(problem.path("title").asText(text));
            return new CliFailure(ExitCode.of(status, reason), detail, problem);
        } catch (JsonProcessingException e) {
            return new CliFailure(
                    ExitCode.of(status, ""), "HTTP " + status + (text.isBlank() ? "" : ": " + text.strip()));
        }
    }
}
