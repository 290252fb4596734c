package infocenter.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Moves objects: asks a gateway where one lives, then talks to that target. */
final class Objects {
    private static final int READ_MILLIS = 60_000;
    private static final int RETRIES = 20;
    private static final long RETRY_MILLIS = 250;

    private final Door door;

    Objects(Door door) {
        this.door = door;
    }

    /** Streams a file up; an object that is there is replaced. A busy or moving cluster is asked again for five seconds. */
    Answer put(String bucket, String name, Path file) {
        return retrying(bucket, name, "PUT", connection -> {
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(Files.size(file));
            try (OutputStream out = connection.getOutputStream()) {
                Files.copy(file, out);
            }
        });
    }

    /** Removes one object. */
    Answer delete(String bucket, String name) {
        return retrying(bucket, name, "DELETE", connection -> {});
    }

    /** Streams an object down. */
    long get(String bucket, String name, OutputStream out) {
        return get(bucket, name, null, out);
    }

    /** Streams an object down, as it is or as that transformer makes it. */
    long get(String bucket, String name, @Nullable String transform, OutputStream out) {
        try {
            HttpURLConnection connection =
                    Door.open(home(bucket, name, Paths.query("transform", transform), "GET"), "GET", READ_MILLIS);
            if (connection.getResponseCode() >= 400) {
                Door.answer(connection);
            }
            try (InputStream in = connection.getInputStream()) {
                long bytes = in.transferTo(out);
                long promised = connection.getContentLengthLong();
                if (promised >= 0 && bytes != promised) {
                    throw new IOException("ended after " + bytes + " of " + promised + " bytes");
                }
                return bytes;
            }
        } catch (IOException e) {
            throw new CliFailure(ExitCode.FAILED, bucket + "/" + name + ": " + e.getMessage());
        }
    }

    /** What happens between opening the connection and its answer. */
    private interface Sending {
        void send(HttpURLConnection connection) throws IOException;
    }

    private Answer retrying(String bucket, String name, String method, Sending sending) {
        for (int attempt = 1; ; attempt++) {
            try {
                HttpURLConnection connection = Door.open(home(bucket, name, "", method), method, READ_MILLIS);
                sending.send(connection);
                return Door.answer(connection);
            } catch (IOException e) {
                if (attempt == RETRIES) {
                    throw new CliFailure(ExitCode.FAILED, bucket + "/" + name + ": " + e.getMessage());
                }
            } catch (CliFailure e) {
                boolean passes =
                        e.problem() != null && e.problem().path("status").asInt() == 503;
                if (attempt == RETRIES || !passes) {
                    throw e;
                }
            }
            pause();
        }
    }

    private URI home(String bucket, String name, String query, String method) throws IOException {
        HttpURLConnection connection = door.send(method, Paths.object(bucket, name) + query, null, READ_MILLIS);
        String location = connection.getHeaderField("Location");
        if (location == null) {
            Door.answer(connection);
            throw new CliFailure(ExitCode.FAILED, "the gateway did not say where " + bucket + "/" + name + " lives");
        }
        return URI.create(location);
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliFailure(ExitCode.FAILED, "interrupted");
        }
    }
}
