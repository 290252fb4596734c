package infocenter.gateway.faults;

import infocenter.gateway.faults.ObjectModel.Look;
import infocenter.gateway.faults.ObjectModel.Outcome;
import infocenter.gateway.faults.ObjectModel.Write;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * One bucket's objects through real HTTP, each answer given to the model before anything else happens. A 503 and a connection that
 * breaks are answers that tell nothing; another answer than the expected ones fails. Any thread.
 */
final class ObjectDoor {
    /** Longer than any answer should take; what is not answered by then may still happen. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final Set<Integer> LATER = Set.of(429, 503, 504);
    private static final String CHECKSUM = "X-IC-Checksum";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.ALWAYS)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String bucket;
    private final ObjectModel model;

    ObjectDoor(String bucket, ObjectModel model) {
        this.bucket = bucket;
        this.model = model;
    }

    /** Puts the next content; true when that was acknowledged. One writer a name at a time. */
    boolean put(String gateway, String name) throws InterruptedException {
        Write write = model.beginPut(name);
        int status = change(
                write, request(gateway, name).PUT(BodyPublishers.ofByteArray(ObjectContent.of(name, write.counter()))));
        return finish(write, "put of " + name, status, status == 200 || status == 201);
    }

    /** Deletes; true when that was acknowledged, also by a 404. One writer a name at a time. */
    boolean delete(String gateway, String name) throws InterruptedException {
        Write write = model.beginDelete(name);
        int status = change(write, request(gateway, name).DELETE());
        if (status == 204 || status == 404) {
            model.deleted(write, status == 204);
            return true;
        }
        return finish(write, "delete of " + name, status, false);
    }

    /** Reads; true when there was an answer about the object. */
    boolean read(String gateway, String name) throws InterruptedException {
        Look look = model.beginLook();
        HttpResponse<byte[]> answer = ask(request(gateway, name).GET());
        if (answer == null || LATER.contains(answer.statusCode())) {
            return false;
        }
        if (answer.statusCode() == 404) {
            model.sawNothing(look, name);
        } else if (answer.statusCode() == 200) {
            model.sawPut(look, name, ObjectContent.counter(name, answer.body()));
        } else {
            throw unexpected("read of " + name, answer.statusCode(), answer.body());
        }
        return true;
    }

    /** Lists all pages; true when every page was answered. */
    boolean list(String gateway, Collection<String> among, int page) throws InterruptedException {
        Look look = model.beginLook();
        List<String> names = new ArrayList<>();
        StringBuilder shown = new StringBuilder();
        String token = "";
        do {
            HttpResponse<byte[]> answer = ask(page(gateway, page, token));
            if (answer == null || LATER.contains(answer.statusCode())) {
                return false;
            }
            if (answer.statusCode() != 200) {
                throw unexpected("list", answer.statusCode(), answer.body());
            }
            JsonObject json = new JsonObject(new String(answer.body(), StandardCharsets.UTF_8));
            json.getJsonArray("items").forEach(item -> {
                names.add(((JsonObject) item).getString("name"));
                shown.append(item).append('\n');
            });
            token = json.getString("token", "");
        } while (!token.isEmpty());
        try {
            model.listed(look, names, among);
        } catch (AssertionError wrong) {
            throw new AssertionError(wrong.getMessage() + " by " + gateway + ":\n" + shown, wrong);
        }
        return true;
    }

    /** The checksum of every listed object, by name; null when a page was refused. */
    TreeMap<String, String> checksums(String gateway) throws InterruptedException {
        TreeMap<String, String> checksums = new TreeMap<>();
        String token = "";
        do {
            HttpResponse<byte[]> answer = ask(page(gateway, 1_000, token));
            if (answer == null || answer.statusCode() != 200) {
                return null;
            }
            JsonObject json = new JsonObject(new String(answer.body(), StandardCharsets.UTF_8));
            json.getJsonArray("items")
                    .forEach(item -> checksums.put(
                            ((JsonObject) item).getString("name"), ((JsonObject) item).getString("checksum")));
            token = json.getString("token", "");
        } while (!token.isEmpty());
        return checksums;
    }

    /** The checksum that the object itself is answered with; empty when it is not answered. */
    String checksum(String gateway, String name) throws InterruptedException {
        HttpResponse<byte[]> answer = ask(request(gateway, name).GET());
        return answer == null ? "" : answer.headers().firstValue(CHECKSUM).orElse("");
    }

    private boolean finish(Write write, String what, int status, boolean done) {
        if (done) {
            model.end(write, Outcome.DONE);
        } else if (status == 0 || LATER.contains(status)) {
            model.end(write, Outcome.UNKNOWN);
        } else if (status > 0) {
            model.end(write, Outcome.UNKNOWN);
            throw unexpected(what, status, new byte[0]);
        }
        return done;
    }

    /** The status; 0 when the connection broke, and less when there was no answer in time, which is told to the model. */
    private int change(Write write, HttpRequest.Builder request) throws InterruptedException {
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 300) {
                write.note(answer.statusCode() + " by " + answer.uri() + " "
                        + new String(answer.body(), StandardCharsets.UTF_8));
            }
            return answer.statusCode();
        } catch (HttpTimeoutException late) {
            model.end(write, Outcome.OPEN);
            return -1;
        } catch (IOException cut) {
            write.note(cut.toString());
            return 0;
        }
    }

    private HttpResponse<byte[]> ask(HttpRequest.Builder request) throws InterruptedException {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException cut) {
            return null;
        }
    }

    private HttpRequest.Builder request(String gateway, String name) {
        return HttpRequest.newBuilder(URI.create(objects(gateway) + "/" + name)).timeout(PATIENCE);
    }

    private HttpRequest.Builder page(String gateway, int limit, String token) {
        return HttpRequest.newBuilder(
                        URI.create(objects(gateway) + "?limit=" + limit + (token.isEmpty() ? "" : "&token=" + token)))
                .timeout(PATIENCE);
    }

    private String objects(String gateway) {
        return gateway + "/ic/v1/buckets/" + bucket + "/objects";
    }

    private static AssertionError unexpected(String what, int status, byte[] body) {
        return new AssertionError(what + " was answered " + status + " " + new String(body, StandardCharsets.UTF_8));
    }
}
