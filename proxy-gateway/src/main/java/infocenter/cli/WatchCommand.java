package infocenter.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code xic watch}. */
@Command(
        name = "watch",
        description =
                "Prints what happens, a line an event, until interrupted; resumes at the next gateway without a hole.",
        mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {
    private static final int SILENCE_MILLIS = 45_000;

    @Mixin
    Connection connection = new Connection();

    @Parameters(arity = "0..1", paramLabel = "ID", description = "Only this job.")
    @Nullable
    String id;

    @Option(names = "--kind", description = "Only of this kind.")
    @Nullable
    String kind;

    @Option(names = "--bucket", description = "Only on this bucket.")
    @Nullable
    String bucket;

    @Option(names = "--after", description = "Begin after this event.")
    @Nullable
    String after;

    @Option(names = "--count", defaultValue = "0", description = "End after so many events; 0 is never.")
    long count;

    @Override
    public Integer call() throws InterruptedException {
        long seen = 0;
        while (true) {
            String query = Paths.query("id", id, "kind", kind, "bucket", bucket, "after", after);
            HttpURLConnection stream =
                    connection.door().send("GET", Paths.ROOT + "/watch" + query, null, SILENCE_MILLIS);
            try {
                if (stream.getResponseCode() >= 400) {
                    Door.answer(stream);
                }
                seen = follow(stream, seen);
                if (count > 0 && seen >= count) {
                    return ExitCode.DONE;
                }
            } catch (IOException e) {
                System.err.println("xic: " + e.getMessage() + "; resuming");
            }
            Thread.sleep(500);
        }
    }

    private long follow(HttpURLConnection stream, long before) throws IOException {
        long seen = before;
        String type = "";
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(stream.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id:")) {
                    after = line.substring(3).strip();
                } else if (line.startsWith("event:")) {
                    type = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    print(type, line.substring(5).strip());
                    seen++;
                    if (count > 0 && seen >= count) {
                        return seen;
                    }
                }
            }
        }
        return seen;
    }

    private void print(String type, String data) {
        Printer printer = connection.printer();
        if (printer.json()) {
            printer.line(data);
            return;
        }
        try {
            JsonNode event = Door.JSON.readTree(data);
            printer.line(String.join(
                    "  ",
                    Printer.text(event, "time"),
                    Printer.text(event, "id"),
                    type,
                    Printer.text(event, "subject"),
                    Printer.text(event, "kind"),
                    Printer.text(event, "state"),
                    Printer.text(event, "detail")));
        } catch (JsonProcessingException e) {
            printer.line(type + " " + data);
        }
    }
}
